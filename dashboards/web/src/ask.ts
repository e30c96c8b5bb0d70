/** A request that was not answered as it was asked; `message` is the API's own sentence where it gave one. */
export class AskError extends Error {
  override readonly name = "AskError";
  /** Null where there was no answer at all. */
  readonly status: number | null;
  constructor(status: number | null, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** Reads an answer of the API. @throws AskError */
export function ask<T>(path: string, signal?: AbortSignal): Promise<T> {
  return send<T>(path, signal ? { signal } : {});
}

type Method = "POST" | "PUT" | "PATCH";

/** Has the API do something; null where it answers without a body. @throws AskError */
export function act<T>(path: string, body: unknown = {}, method: Method = "POST"): Promise<T | null> {
  return send<T | null>(path, withBody(body, method));
}

/** Has the API do something that is answered with what came of it. @throws AskError */
export async function actFor<T>(path: string, body: unknown = {}, method: Method = "POST"): Promise<T> {
  const answer = await act<T>(path, body, method);
  if (answer !== null) return answer;
  throw new AskError(null, "The server did it and did not say what came of it: reload the page.");
}

/** Has the API make a file. @throws AskError */
export async function actForFile(path: string, body: unknown): Promise<Blob> {
  return (await answered(path, withBody(body, "POST"))).blob();
}

/** Has the API take something away. @throws AskError */
export async function remove(path: string): Promise<void> {
  await send<null>(path, { method: "DELETE" });
}

async function send<T>(path: string, init: RequestInit): Promise<T> {
  const response = await answered(path, { ...init, headers: { accept: "application/json", ...init.headers } });
  const text = await response.text();
  const body = parse(text);
  if (text === "" || body !== undefined) return (body ?? null) as T;
  throw new AskError(response.status, sentence(body, response.status));
}

function withBody(body: unknown, method: Method): RequestInit {
  return { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

/** What was answered, unless it was refused. */
async function answered(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, init).catch((error: unknown) => {
    if (init.signal?.aborted) throw error;
    throw new AskError(null, "The server does not answer. Check that it runs and that you are connected.", {
      cause: error,
    });
  });
  if (response.ok) return response;
  throw new AskError(response.status, sentence(parse(await response.text()), response.status));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Problem details say `detail`; sign-in says `message`. */
function sentence(body: unknown, status: number): string {
  const { detail, message } = (body ?? {}) as { detail?: unknown; message?: unknown };
  const said = [detail, message].find((one) => typeof one === "string" && one !== "");
  return (said as string | undefined) ?? `The server answered with status ${status}.`;
}
