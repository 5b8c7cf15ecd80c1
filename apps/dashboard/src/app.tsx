import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { SessionDocument } from './ask/operations.js';
import { newAnswers, useAnswer } from './ask/use-answer.js';
import { useAddress } from './address/address.js';
import { BookPage } from './book/book-page.js';
import { ConnectionNotice } from './live/connection-notice.js';
import { Live } from './live/live.js';
import { Answer } from './look/state.js';
import { ModelsPage } from './models/models-page.js';
import { NeedsPage } from './needs/needs-page.js';
import { CallsOwed } from './owed/calls-owed.js';
import { Palette } from './palette/palette.js';
import { RelationshipPage } from './relationship/relationship-page.js';
import { FirstRun } from './session/first-run.js';
import { Session } from './session/session.js';
import { TopBar } from './session/top-bar.js';
import { StressPage } from './stress/stress-page.js';
import { words } from './words/words.js';

export function App() {
  return (
    <Session>
      <SignedIn />
    </Session>
  );
}

/** Answers are of one user: whoever signs in next gets a new set. */
function SignedIn() {
  const [answers] = useState(newAnswers);
  return (
    <QueryClientProvider client={answers}>
      <a className="skip" href="#main" onClick={focusMain}>
        {words.skip}
      </a>
      <Page />
    </QueryClientProvider>
  );
}

function Page() {
  const session = useAnswer(SessionDocument, {});
  const { path } = useAddress();
  return (
    <Answer of={session}>
      {({ relationships: { edges, freshness } }) => (
        <Following from={freshness.head}>
          <TopBar here={path[0] ?? ''}>{edges.length > 0 && <Palette />}</TopBar>
          <main id="main" tabIndex={-1}>
            <ConnectionNotice />
            {edges.length === 0 ? <FirstRun /> : <Here path={path} />}
          </main>
        </Following>
      )}
    </Answer>
  );
}

/** The page at an address. What no page has shows the first. */
function Here({ path: [page, id] }: { readonly path: readonly string[] }) {
  if (page === 'customers' && id !== undefined) return <RelationshipPage key={id} customerId={id} />;
  if (page === 'book') return <BookPage />;
  if (page === 'needs') return <NeedsPage />;
  if (page === 'models') return <ModelsPage />;
  if (page === 'what-if') return <StressPage />;
  return <CallsOwed />;
}

/** The position at which the page was opened: later answers to the same question have others. */
function Following({ from, children }: { readonly from: string; readonly children: React.ReactNode }) {
  const [first] = useState(from);
  return <Live after={first}>{children}</Live>;
}

/** The address behind the # is that of the page, so the link must not change it. */
function focusMain(event: React.MouseEvent): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
