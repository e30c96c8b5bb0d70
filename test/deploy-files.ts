import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { readProject, root } from "./project-files.ts";

/** A container as Compose or Kubernetes starts it: what the tests read of both in one shape. */
export type Started = {
  /** Where it is written, and under which name. */
  name: string;
  /** The arguments of `groundswell`. */
  args: string[];
  env: string[];
  /** Where it gets every further setting from, and what sources name as their credentials; "?" where that need not be there. */
  open: string[];
  ports: number[];
  /** What it gets between being asked to stop and being killed. */
  graceSeconds: number;
};

type Container = {
  name: string;
  image: string;
  args?: string[];
  env?: { name: string; value?: string }[];
  envFrom?: { configMapRef?: { name: string }; secretRef?: { name: string; optional?: boolean } }[];
  ports?: { name?: string; containerPort: number }[];
  securityContext?: unknown;
  resources?: unknown;
};
export type Pod = {
  containers: Container[];
  initContainers?: Container[];
  terminationGracePeriodSeconds?: number;
  securityContext?: unknown;
  automountServiceAccountToken?: boolean;
};
export type Manifest = {
  file: string;
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  data?: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: a manifest is of any kind, and its schema is what the tests are about
  spec: any;
};
type Service = {
  image: string;
  command?: string[];
  env_file?: string;
  environment?: Record<string, string>;
  ports?: string[];
  stop_grace_period?: string;
  depends_on?: Record<string, { condition: string }>;
  deploy?: { resources?: { limits?: unknown } };
};
export type Compose = { services: Record<string, Service>; secrets: Record<string, { file: string }> };

export const kubernetes = "deploy/kubernetes";

export function readCompose(): Compose {
  return parse(readProject("deploy/compose.yaml"), { merge: true }) as Compose;
}

/** Every document in a folder of manifests, as it is written. */
export function readManifests(folder: string): Manifest[] {
  const files = readdirSync(join(root, kubernetes, folder)).filter((name) => name.endsWith(".yaml"));
  return files.sort().flatMap((name) => {
    const documents = parseAllDocuments(readProject(`${kubernetes}/${folder}/${name}`), { merge: true });
    return documents.map((document) => ({ file: `${folder}/${name}`, ...(document.toJS() as Omit<Manifest, "file">) }));
  });
}

export function podOf({ kind, spec }: Manifest): Pod | null {
  return ["Deployment", "Job"].includes(kind) ? (spec.template.spec as Pod) : null;
}

/** The services of Compose that run our image. */
export function startedByCompose(): Started[] {
  const ours = Object.entries(readCompose().services).filter(([, { image }]) => image.startsWith("groundswell:"));
  return ours.map(([name, service]) => ({
    name: `compose ${name}`,
    args: service.command ?? [],
    env: Object.keys(service.environment ?? {}),
    open: service.env_file === undefined ? [] : [service.env_file],
    ports: (service.ports ?? []).map((port) => Number(port.split(":").at(-1))),
    graceSeconds: Number.parseInt(service.stop_grace_period ?? "10s", 10),
  }));
}

/** The containers that run our image in the base of Kubernetes, those that begin a pod too. */
export function startedByKubernetes(): Started[] {
  const manifests = readManifests("base");
  const settings = Object.keys(manifests.find(({ kind }) => kind === "ConfigMap")?.data ?? {});
  return manifests.flatMap((manifest) => {
    const pod = podOf(manifest);
    return [...(pod?.initContainers ?? []), ...(pod?.containers ?? [])].map((container) => ({
      name: `${basename(manifest.file)} ${container.name}`,
      args: container.args ?? [],
      env: [...(container.env ?? []).map(({ name }) => name), ...(container.envFrom ? settings : [])],
      open: (container.envFrom ?? []).flatMap(({ configMapRef, secretRef }) => [
        ...(configMapRef ? [configMapRef.name] : []),
        // A pod waits for ever for a Secret that it must have, and not everybody has one of these.
        ...(secretRef ? [`${secretRef.name}${secretRef.optional ? "?" : ""}`] : []),
      ]),
      ports: (container.ports ?? []).map(({ containerPort }) => containerPort),
      graceSeconds: pod?.terminationGracePeriodSeconds ?? 30,
    }));
  });
}
