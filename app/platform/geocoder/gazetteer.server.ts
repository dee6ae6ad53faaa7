import { buildGazetteer } from "./build-gazetteer.server.ts";
import { type Gazetteer } from "./places.ts";

let loaded: Gazetteer | undefined;

/**
 * The gazetteer, built at the first call and kept. A web process calls it when it starts, so that no visitor waits.
 * Throws where a file of the three packages is missing.
 */
export function gazetteer(): Gazetteer {
  return (loaded ??= buildGazetteer());
}
