import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";
import { RefusedError } from "@groundswell/model";

type Decoder = (body: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>;

const decoders: Record<string, Decoder> = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  br: promisify(brotliDecompress),
  // RFC 9110 says zlib, some servers send it bare; the first byte of a zlib stream names method 8.
  deflate: (body, options) =>
    ((body[0] ?? 0) & 0x0f) === 8 ? promisify(inflate)(body, options) : promisify(inflateRaw)(body, options),
};

// Nobody packs a page more often; each layer more is another chance to unfold.
const mostLayers = 3;

/** What `decodeBody` can undo, as an Accept-Encoding header. */
export const acceptEncoding = "gzip, deflate, br";

/**
 * Collects a body.
 * @throws RefusedError as soon as it is longer than `maxBytes`; whatever the stream throws when it breaks off
 */
export async function readBody(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of stream) {
    length += piece.length;
    if (length > maxBytes) throw tooLong(maxBytes);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, length);
}

/**
 * Undoes a Content-Encoding.
 * @param maxBytes of the decoded body, so that a small page cannot unfold into all of memory
 * @throws RefusedError where the body is longer, or the encoding is none of gzip, deflate and br, or more than three of
 * them; an error of zlib where it is cut off
 */
export async function decodeBody(body: Uint8Array, encoding: string | undefined, maxBytes: number) {
  let decoded = body;
  const layers = (encoding ?? "").toLowerCase().split(",");
  if (layers.length > mostLayers)
    throw new RefusedError(
      `The page came packed ${layers.length} times over: check that the address is the right one.`,
    );
  for (const layer of layers.map((name) => name.trim()).reverse()) {
    if (layer === "" || layer === "identity" || decoded.length === 0) continue;
    const decode = decoders[layer];
    if (!decode) throw new RefusedError(`The page came encoded as "${layer}", which was not asked for.`);
    try {
      decoded = await decode(decoded, { maxOutputLength: maxBytes });
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? tooLong(maxBytes) : error;
    }
  }
  return decoded;
}

function tooLong(maxBytes: number): RefusedError {
  return new RefusedError(
    `The page is longer than ${maxBytes} bytes: ask for smaller pages, or check that the address is the right one.`,
  );
}
