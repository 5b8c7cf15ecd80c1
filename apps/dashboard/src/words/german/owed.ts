import type { bands as englishBands, owed as english } from '../english/owed.js';

export const owed: typeof english = {
  all: 'Alle',
  mine: 'Meine',
  whose: 'Wessen Anrufe',
  thatIsMe: 'Das bin ich',
  notMe: 'Das bin ich nicht',
  chooseOwner: 'Verantwortliche wählen',
  summary: (calls, late) => `${calls} Anrufe, davon ${late} zu spät`,
  headsUps: (count) => `Zuerst, je eine Minute: was Ihre Vorgesetzten von Ihnen hören sollten (${count})`,
  next: 'Das ist dran',
  then: 'Danach',
  nothing: 'Nichts ist offen. Gut gemacht.',
  nothingForYou: 'Hier ist nichts offen. Sehen Sie alle an, oder rufen Sie jemanden an, bei dem alles in Ordnung ist.',
  more: 'Mehr zeigen',
  stake: (points) => `${points} Punkte stehen auf dem Spiel`,
  risk: (percent) => `${percent} Risiko, dass wir es nicht halten`,
  restsOn: 'Worauf das Risiko beruht',
  owner: (name) => `Verantwortlich: ${name}`,
  cover: (name) => `${name} vertritt`,
  nobody: 'Niemand ist für diese Beziehung verantwortlich',
  trust: (score, band) => `Vertrauen ${score}, ${band}`,
  due: (at) => `fällig ${at}`,
  lastSpoke: (ago) => `Letzter Kontakt ${ago}.`,
  record: 'Anruf aufzeichnen',
  recordHere: { DELIVER: 'Erledigt', RETROSPECT: 'Aufzeichnen', HEADS_UP: 'Ich habe es gesagt' },
  brief: 'Vorbereitung',
  defer: 'Aufschieben',
  todo: {
    DISCLOSE: (about) => (about === null ? 'Die schlechte Nachricht überbringen' : `Sagen Sie es ihnen: „${about}“`),
    RESPOND: (about) => (about === null ? 'Antworten' : `Antworten Sie: „${about}“`),
    UPDATE: (about) => (about === null ? 'Den Stand mitteilen' : `Teilen Sie den Stand mit: „${about}“`),
    DELIVER: (about) => (about === null ? 'Das Versprechen halten' : `Halten Sie das Versprechen: „${about}“`),
    CHECK_IN: () => 'Anrufen und fragen, wie es steht',
    RETROSPECT: (about) => (about === null ? 'Gemeinsam zurückblicken' : `Blicken Sie gemeinsam zurück: „${about}“`),
    FOLLOW_UP: (about) => (about === null ? 'Nachfassen' : `Fassen Sie nach: „${about}“`),
    HEADS_UP: (about) =>
      about === null
        ? 'Sagen Sie Ihren Vorgesetzten, was die Geschäftsleitung gefragt hat'
        : `Sagen Sie es Ihren Vorgesetzten: Die Geschäftsleitung hat „${about}“ gefragt`,
  },
  why: {
    DISCLOSE: (due) =>
      `Wir wissen es, und sie nicht. Sie sollten es bis ${due} von uns hören; erfahren sie es zuerst, kostet das am meisten.`,
    RESPOND: (due) =>
      `Sie haben sich an uns gewandt und noch nichts gehört. Bis ${due} sollten sie eine Antwort haben.`,
    UPDATE: (due) => `Sie warten bis ${due} auf Nachricht von uns, auch wenn sich nichts geändert hat.`,
    DELIVER: (due) => `Wir haben es bis ${due} versprochen. Ist es nicht zu halten, sagen Sie es vorher.`,
    CHECK_IN: (due) => `Wir bleiben in Verbindung, auch wenn alles in Ordnung ist. Vereinbart ist ${due}.`,
    RETROSPECT: (due) => `Es war ernst und ist vorbei. Hören Sie bis ${due}, wie es für sie war.`,
    FOLLOW_UP: (due) => `Wir haben gesagt, dass wir bis ${due} darauf zurückkommen.`,
    HEADS_UP: () => 'Ihre Vorgesetzten sollten es von Ihnen hören. Am Wert des Vertrauens ändert das nichts.',
  },
};

export const bands: typeof englishBands = {
  HEALTHY: 'gut',
  WATCH: 'zu beobachten',
  AT_RISK: 'gefährdet',
  INSUFFICIENT_EVIDENCE: 'zu wenig bekannt',
};
