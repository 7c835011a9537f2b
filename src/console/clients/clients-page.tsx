import { useState } from 'react';
import { useLocation } from 'wouter';
import { FindClient } from './find-client.js';

/** Finds a client, and goes to their page. Somebody new is written down where they are booked for. */
export function ClientsPage() {
  const [typed, setTyped] = useState('');
  const [, go] = useLocation();
  return (
    <div className="client-page">
      <h1>Clients</h1>
      <FindClient typed={typed} onType={setTyped} onChoose={({ id }) => go(`/clients/${id}`)} />
    </div>
  );
}
