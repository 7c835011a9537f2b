import { dateTimeIn, HERE } from '../../time/clinic-time.js';
import { Button } from '../../ui/button.js';
import { tell } from '../../ui/notices.js';
import { linkTo } from '../../session/links.js';
import type { LinkPage } from '../../session/links.js';

export interface HandedLink {
  readonly page: LinkPage;
  readonly token: string;
  readonly expiresAt: string;
  /** Who is to get it. */
  readonly name: string;
}

/** A link that is shown this once, to be handed over by a way that is nobody else's. */
export function OneTimeLink({ page, token, expiresAt, name }: HandedLink) {
  const url = linkTo(page, token);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(url);
    tell('Copied.');
  };
  return (
    <div role="status" className="one-time-link">
      <p>
        Give this link to <bdi>{name}</bdi>, and to nobody else. It is shown now and never again, and serves once, until{' '}
        {dateTimeIn(HERE, expiresAt)}:
      </p>
      <p className="address">{url}</p>
      {/* A browser gives the clipboard to pages that came by HTTPS, or from this machine. */}
      {window.isSecureContext && <Button onPress={() => void copy()}>Copy it</Button>}
    </div>
  );
}
