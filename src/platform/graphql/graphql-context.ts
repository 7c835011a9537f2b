import type { Act, StaffActor } from '../../kernel/index.js';
import type { Reads } from './reads.js';

/** What every resolver of one request shares. */
export interface GraphqlContext {
  /** Who is signed in, or null. */
  readonly actor: StaffActor | null;
  /** What the mutation that runs just now asks for, where it carries a key. */
  act?: Act;
  readonly reads: Reads;
  /** Where the request comes from, for the list of sessions and the limits on sign-in. */
  readonly origin: { readonly address: string; readonly device: string };
  readonly loaders: Map<object, unknown>;
}
