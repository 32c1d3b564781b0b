# The example as it is, and without its `waitUntil`, behind a worker that lets visitors leave.
using Workerd = import "/workerd/workerd.capnp";
using Example = import "../../../demo/hosts/workers/config.capnp";

const config :Workerd.Config = (
  services = [
    (name = "front", worker = .front),
    (name = "host", worker = Example.host),
    (name = "forgetful", worker = .forgetful),
    (name = "network", network = Example.network),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "front")],
);

const front :Workerd.Worker = (
  modules = [(name = "front", esModule = embed "front.mjs")],
  compatibilityDate = Example.compatibilityDate,
  globalOutbound = "network",
  bindings = [(name = "HOST", service = "host"), (name = "FORGETFUL", service = "forgetful")],
);

const forgetful :Workerd.Worker = (
  modules = [
    (name = "test/hosts/leaving/forgetful.mjs", esModule = embed "forgetful.mjs"),
    (name = "demo/hosts/workers/worker.mjs", esModule = embed "../../../demo/hosts/workers/.cache/worker.js"),
  ],
  compatibilityDate = Example.compatibilityDate,
  globalOutbound = "network",
  bindings = Example.environment,
);
