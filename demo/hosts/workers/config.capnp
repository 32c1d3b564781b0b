# What wrangler's settings are to Cloudflare, this is to workerd on a machine of one's own.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "host", worker = .host),
    (name = "network", network = .network),
  ],
  sockets = [(name = "http", address = "127.0.0.1:4184", http = (), service = "host")],
);

const host :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed ".cache/worker.js")],
  compatibilityDate = .compatibilityDate,
  globalOutbound = "network",
  bindings = .environment,
);

# From 2024-10-14 on one request may wait for what another has begun, as the handler lets them.
const compatibilityDate :Text = "2026-11-01";

const environment :List(Workerd.Worker.Binding) = [
  (name = "SPHERE_API_URL", fromEnvironment = "SPHERE_API_URL"),
  (name = "SPHERE_API_KEY", fromEnvironment = "SPHERE_API_KEY"),
  (name = "SPHERE_CUSTOMER_ID", fromEnvironment = "SPHERE_CUSTOMER_ID"),
  (name = "KYC_SESSION_SECRET", fromEnvironment = "KYC_SESSION_SECRET"),
  (name = "DEMO_LOGIN", fromEnvironment = "DEMO_LOGIN"),
  (name = "LINK_HOSTS", fromEnvironment = "LINK_HOSTS"),
];

# "private" lets it reach a SpherePay on loopback.
const network :Workerd.Network = (
  allow = ["public", "private"],
  tlsOptions = (trustBrowserCas = true),
);
