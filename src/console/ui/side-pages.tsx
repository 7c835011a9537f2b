import type { ComponentType } from 'react';
import { Link, Redirect } from 'wouter';
import './side-pages.css';

interface SidePagesProps {
  /** What the pages are: "Lists". */
  readonly label: string;
  /** The address that the pages stand under. */
  readonly under: string;
  readonly pages: readonly { readonly path: string; readonly name: string; readonly Page: ComponentType }[];
  readonly path: string | undefined;
}

/** Pages of a kind, with the ways between them at the side; the first one where the address names none. */
export function SidePages({ label, under, pages, path }: SidePagesProps) {
  const shown = pages.find((page) => page.path === path);
  if (!shown) return <Redirect to={`${under}/${pages[0]!.path}`} replace />;
  const { name, Page } = shown;
  return (
    <div className="side-pages">
      <nav aria-label={label}>
        {pages.map((page) => (
          <Link
            key={page.path}
            href={`${under}/${page.path}`}
            aria-current={page.path === shown.path ? 'page' : undefined}
          >
            {page.name}
          </Link>
        ))}
      </nav>
      <section aria-labelledby="page-name">
        <h1 id="page-name">{name}</h1>
        <Page />
      </section>
    </div>
  );
}
