/**
 * Motion: each says what has happened or that something is happening. None for people who asked the
 * system for less of it.
 */
import { css } from "lit";

export const motion = css`
  @media (prefers-reduced-motion: no-preference) {
    .button:hover,
    .do:hover {
      transition:
        background-color 0.15s,
        translate 0.15s;
    }
    .meter i {
      transition:
        background-color 0.6s,
        border-color 0.6s;
    }
    .spin {
      animation: spin 0.9s linear infinite;
    }
    .big,
    .big ~ * {
      animation: appear 0.35s ease-out;
    }
    .big svg {
      animation: settle 0.5s ease-out;
    }
    .row.fresh {
      animation: fresh 2.5s ease-out;
    }
  }
  @keyframes spin {
    to {
      rotate: 1turn;
    }
  }
  @keyframes appear {
    from {
      opacity: 0;
      translate: 0 4px;
    }
  }
  @keyframes settle {
    from {
      scale: 0.7;
    }
  }
  @keyframes fresh {
    from {
      background: color-mix(in oklab, var(--_accent) 14%, transparent);
    }
  }
`;
