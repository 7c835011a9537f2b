import type { Act, StaffActor } from '../../kernel/index.js';
import type { Reads } from './reads.js';

/** Where a browser keeps a refresh token, out of reach of its scripts. */
export interface BrowserSession {
  /** What it has sent along. */
  readonly refreshToken: string | undefined;
  keep(refreshToken: string): void;
  forget(): void;
}

/** What every resolver of one request shares. */
export interface GraphqlContext {
  /** Who is signed in, or null. */
  readonly actor: StaffActor | null;
  /** What the mutation that runs just now asks for, where it carries a key. */
  act?: Act;
  readonly reads: Reads;
  /** Where the request comes from, for the list of sessions and the limits on sign-in. */
  readonly origin: { readonly address: string; readonly device: string; readonly inBrowser: boolean };
  /** Null where the client keeps its tokens itself. */
  readonly browser: BrowserSession | null;
  readonly loaders: Map<object, unknown>;
}
