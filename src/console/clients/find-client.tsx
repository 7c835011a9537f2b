import { useEffect, useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useQuery } from 'urql';
import { FindClientsDocument } from '../api/generated/graphql.js';
import type { FoundClientFragment } from '../api/generated/graphql.js';
import { sentenceOf } from '../api/failure.js';
import { fullName } from './person.js';

/** One search for what was typed in one go. */
const PAUSE_MS = 120;

interface FindClientProps {
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly onChoose: (client: FoundClientFragment) => void;
  /** Left out: nobody new can be written down here. */
  readonly onNew?: () => void;
}

/** Finds a client as name, phone or e-mail is typed. Arrow keys go through who was found, Enter takes; the last choice may be somebody new. */
export function FindClient({ typed, onType, onChoose, onNew }: FindClientProps) {
  const id = useId();
  const { found, answered, problem } = useFound(typed);
  const [chosen, setChosen] = useState(0);
  useEffect(() => setChosen(0), [answered]);
  const isOpen = answered !== '';
  const choices = onNew ? [...found, null] : found;
  const count = choices.length;
  const take = (index: number): void => (found[index] ? onChoose(found[index]) : onNew?.());

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: count - 1 }[event.key];
    if (!isOpen || (step === undefined && event.key !== 'Enter')) return;
    event.preventDefault();
    if (step !== undefined) setChosen((chosen + step) % count);
    // Who is shown was found for other words, as long as the answer is on its way.
    else if (answered === typed.trim()) take(chosen);
  };

  return (
    <div className="find-client">
      <label className="react-aria-Label" htmlFor={id}>
        Client
      </label>
      <input
        {...{ id, value: typed, onKeyDown }}
        className="react-aria-Input"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-activedescendant={isOpen ? `${id}-${chosen}` : undefined}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        autoFocus
        onChange={({ target }) => onType(target.value)}
      />
      <span id={`${id}-hint`} className="quiet-text">
        Name, telephone number or e-mail address
      </span>
      {problem && <p role="alert">{problem}</p>}
      <ul id={`${id}-list`} role="listbox" aria-label="Clients" className="react-aria-ListBox" hidden={!isOpen}>
        {isOpen &&
          choices.map((client, index) => (
            <li
              key={client?.id ?? 'new'}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === chosen}
              className="react-aria-ListBoxItem"
              data-focused={index === chosen || undefined}
              onPointerMove={() => setChosen(index)}
              onClick={() => take(index)}
            >
              {client ? <ClientWords client={client} /> : `New client “${answered}”`}
            </li>
          ))}
      </ul>
    </div>
  );
}

/** Who was found, and for which words; an answer to earlier words counts only until the next one is there. */
function useFound(typed: string): { found: readonly FoundClientFragment[]; answered: string; problem: string | null } {
  const [query, setQuery] = useState(typed.trim());
  useEffect(() => {
    const soon = setTimeout(() => setQuery(typed.trim()), PAUSE_MS);
    return () => clearTimeout(soon);
  }, [typed]);
  const [{ data, error, operation }] = useQuery({
    query: FindClientsDocument,
    variables: { query },
    pause: query === '',
    requestPolicy: 'cache-and-network',
  });
  if (query === '' || typed.trim() === '' || !data) {
    return { found: [], answered: '', problem: error ? sentenceOf(error) : null };
  }
  return {
    found: data.searchClients.edges.map(({ node }) => node),
    answered: operation?.variables.query ?? '',
    problem: error ? sentenceOf(error) : null,
  };
}

export function ClientWords({ client }: { client: FoundClientFragment }) {
  const { phone, email, birthDate } = client;
  const rest = [phone, email, birthDate && `born ${birthDate}`].filter(Boolean).join(' · ');
  return (
    <>
      <strong>
        <bdi>{fullName(client)}</bdi>
      </strong>
      {rest && <bdi className="of-client"> {rest}</bdi>}
    </>
  );
}
