import type { brief as english } from '../english/brief.js';

export const brief: typeof english = {
  heading: (customer) => `Vor dem Anruf bei ${customer}`,
  lastContact: 'Letzter Kontakt',
  none: 'Noch keiner',
  lastSurprise: 'Zuletzt selbst herausgefunden',
  never: 'Nie',
  theirView: 'Wie sie es zuletzt gesehen haben',
  promised: 'Das haben wir versprochen',
  people: 'Personen',
  waiting: 'Darauf warten sie',
  best: 'Was am meisten hilft',
  bestPoints: (what, points) => `${what}: ${points} Punkte`,
  blindSpots: 'Was der Wert nicht sehen kann',
  advice: {
    ProactiveCallMade: 'Anrufen, bevor sie es tun',
    StatusUpdateGiven: 'Den Stand mitteilen',
    ExpectationMet: 'Ein Versprechen halten',
    CheckInHeld: 'Nachfragen',
    RetrospectiveHeld: 'Gemeinsam zurückblicken',
    CorrectiveActionVerified: 'Prüfen, was vereinbart war',
  },
  roles: {
    CHAMPION: 'Fürsprache',
    DECISION_MAKER: 'Entscheidung',
    EXECUTIVE: 'Geschäftsleitung',
    SPONSOR: 'Förderung',
    USER: 'Anwendung',
  },
  tones: { COLLABORATIVE: 'wir haben zusammengearbeitet', NEUTRAL: 'neutral', STALEMATE: 'wir kamen nicht weiter' },
  blind: {
    CANDOUR: 'Kein Kontakt zeigt, ob sie die Wahrheit hören, und zwar von uns.',
    RELIABILITY: 'Kein Kontakt zeigt, ob wir tun, was wir versprechen.',
    RESPONSIVENESS: 'Kein Kontakt zeigt, ob wir antworten und sie auf dem Laufenden halten.',
    CARE: 'Kein Kontakt zeigt, ob wir ihnen geben, was sie brauchen.',
  },
};
