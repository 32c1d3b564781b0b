import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { readSource } from "./source-files.js";

/** What the tests read of the document; everything else is for its readers. */
export interface OpenApi {
  readonly "x-other-requests": Readonly<Record<string, Reference>>;
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: {
    readonly responses: Readonly<Record<string, DocumentedResponse>>;
    readonly headers: Readonly<Record<string, DocumentedHeader>>;
    readonly schemas: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
  };
}

interface Reference {
  readonly $ref: string;
}

interface DocumentedHeader {
  readonly required?: boolean;
}

interface DocumentedResponse {
  readonly headers?: Readonly<Record<string, Reference>>;
  readonly content?: Readonly<Record<string, object>>;
}

interface Operation {
  readonly responses: Readonly<Record<string, DocumentedResponse | Reference>>;
}

/** Methods in lower case; `x-optional` marks a route that no backend has to have. */
export interface PathItem {
  readonly "x-optional"?: boolean;
  readonly get?: Operation;
  readonly post?: Operation;
  readonly patch?: Operation;
  readonly options?: Operation;
}

/** One answer of a backend, and where the document speaks of it. */
export interface Observed {
  /** `POST /session`, or a name of `x-other-requests`. */
  readonly of: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The text of the document in the project. */
export const documentText = (): string => readSource("openapi.yaml").text;

/** @throws when the text is no YAML 1.2, or names one key twice. */
export const readDocument = (text: string): OpenApi => parse(text) as OpenApi;

/** Every documented pair of operation and status, such as `GET /customer 200`. */
export function documentedStatuses({ paths }: OpenApi): string[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    (["get", "post", "patch", "options"] as const).flatMap((method) =>
      Object.keys(item[method]?.responses ?? {}).map(
        (status) => `${method.toUpperCase()} ${path} ${status}`,
      ),
    ),
  );
}

/** Validates responses against the document: returns one line for each breach. */
export function createValidator(document: OpenApi): (observed: Observed) => readonly string[] {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allErrors: true,
  });
  ajv.addVocabulary(["components", "paths", "x-other-requests"]);
  const { components, paths } = document;
  ajv.addSchema({ $id: "openapi", components, paths });

  function fits(pointer: string, value: unknown): string[] {
    const validate = ajv.compile({ $ref: `openapi#${pointer}` });
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  }

  function found(of: string, status: number): [string, DocumentedResponse] | undefined {
    const other = document["x-other-requests"][of];
    const [method = "", path = ""] = of.split(" ");
    const operation = Reflect.get(paths[path] ?? {}, method.toLowerCase()) as Operation | undefined;
    const response = other ?? operation?.responses[String(status)];
    if (response === undefined) return undefined;
    if (!("$ref" in response)) {
      const at = `/paths/${escaped(path)}/${method.toLowerCase()}/responses/${status}`;
      return [at, response as DocumentedResponse];
    }
    const name = String(response.$ref).replace("#/components/responses/", "");
    const named = components.responses[name];
    return named && [`/components/responses/${name}`, named];
  }

  function headerBreaches(response: DocumentedResponse, headers: Headers): string[] {
    const documented = Object.entries(response.headers ?? {}).map(([name, { $ref }]) => ({
      name: name.toLowerCase(),
      pointer: $ref.slice(1),
      required: components.headers[$ref.replace("#/components/headers/", "")]?.required ?? false,
    }));
    const known = new Set(["content-type", ...documented.map(({ name }) => name)]);
    return [
      ...[...headers.keys()]
        .filter((name) => !known.has(name))
        .map((name) => `undocumented ${name}`),
      ...documented.flatMap(({ name, pointer, required }) => {
        const value = headers.get(name);
        if (value === null) return required ? [`${name} is missing`] : [];
        return fits(`${pointer}/schema`, value).map((breach) => `${name}: ${breach}`);
      }),
    ];
  }

  function bodyBreaches(at: string, { content = {} }: DocumentedResponse, observed: Observed) {
    const type = observed.headers.get("Content-Type");
    if (Object.keys(content).length === 0) return observed.text ? ["undocumented body"] : [];
    if (type === null || !(type in content)) return [`undocumented content type ${type}`];
    const value: unknown = type.endsWith("json") ? JSON.parse(observed.text) : observed.text;
    return fits(`${at}/content/${escaped(type)}/schema`, value);
  }

  return (observed) => {
    const [at, response] = found(observed.of, observed.status) ?? [];
    const breaches =
      at === undefined || response === undefined
        ? ["undocumented status"]
        : [...headerBreaches(response, observed.headers), ...bodyBreaches(at, response, observed)];
    return breaches.map((breach) => `${observed.of} ${observed.status}: ${breach}`);
  };
}

/** One step of a JSON pointer, inside a URI fragment. */
const escaped = (name: string): string =>
  encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
