import { createApi } from './create-api.js';
import type { Config } from './platform/config/index.js';

/** Serves the API until it is closed. */
export async function startApi(config: Config): Promise<{ url: string; close(): Promise<void> }> {
  const app = await createApi(config);
  await app.listen(config.port, config.host);
  return { url: config.publicUrl, close: () => app.close() };
}
