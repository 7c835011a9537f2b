import type { ReactNode } from 'react';
import { tokenOfLink } from './links.js';
import './sign-in-page.css';

/** What a page that a link leads to stands in; it says so where the link has lost its end. */
export function LinkFrame({ title, children }: { title: string; children: (token: string) => ReactNode }) {
  const token = tokenOfLink();
  return (
    <main className="sign-in">
      <h1>{title}</h1>
      {token === '' ? (
        <p role="alert">This link is not whole. Open it just as it was given to you.</p>
      ) : (
        children(token)
      )}
    </main>
  );
}
