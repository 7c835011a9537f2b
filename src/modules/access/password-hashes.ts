import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet: argon2id (the package's default) with 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

/** Makes and checks argon2id hashes of passwords: some 20 ms each, off the main thread. */
@Injectable()
export class PasswordHashes {
  /** Nobody's password: what is checked where there is no account, so that it takes as long. */
  private readonly nobodys = hash(randomBytes(32), COST);

  hash(password: string): Promise<string> {
    return hash(bytesOf(password), COST);
  }

  /** False, after the same work, where there is no hash. */
  async matches(known: string | null, password: string): Promise<boolean> {
    const matches = await verify(known ?? (await this.nobodys), bytesOf(password));
    return matches && known !== null;
  }
}

/** Keyboards write one letter in different ways, so they are made one (NIST SP 800-63B, 5.1.1.2). */
const bytesOf = (password: string): Buffer => Buffer.from(password.normalize('NFKC'));
