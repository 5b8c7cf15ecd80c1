import { Deck, type Chance } from './chance.js';
import type { Incident } from '../texts/incident.js';
import { BUSINESS_INCIDENTS } from '../texts/business-incidents.js';
import { NEEDS, type NeedText } from '../texts/needs.js';
import { PLATFORM_INCIDENTS } from '../texts/platform-incidents.js';
import { PROMISES, type PromiseText } from '../texts/promises.js';
import { CHECK_IN_NOTES, ESCALATION_NOTES, GOOD_NEWS, TOPICS, WINS } from '../texts/talk.js';
import { WORKPLACE_INCIDENTS } from '../texts/workplace-incidents.js';

const INCIDENTS: readonly Incident[] = [...WORKPLACE_INCIDENTS, ...BUSINESS_INCIDENTS, ...PLATFORM_INCIDENTS];

/** The texts for one customer. Each text is used once before any is used again. */
export class Repertoire {
  private readonly major: Deck<Incident>;
  private readonly lesser: Deck<Incident>;
  private readonly promises: Deck<PromiseText>;
  private readonly needs: Deck<NeedText>;
  private readonly topics: Deck<string>;
  private readonly checkIns: Deck<string>;
  private readonly wins: Deck<string>;
  private readonly goodNews: Deck<string>;
  private readonly complaints: Deck<string>;

  constructor(private readonly chance: Chance) {
    const isMajor = ({ severity }: Incident) => severity === 'MAJOR';
    this.major = new Deck(INCIDENTS.filter(isMajor), chance);
    this.lesser = new Deck(
      INCIDENTS.filter((incident) => !isMajor(incident)),
      chance,
    );
    this.promises = new Deck(PROMISES, chance);
    this.needs = new Deck(NEEDS, chance);
    this.topics = new Deck(TOPICS, chance);
    this.checkIns = new Deck(CHECK_IN_NOTES, chance);
    this.wins = new Deck(WINS, chance);
    this.goodNews = new Deck(GOOD_NEWS, chance);
    this.complaints = new Deck(ESCALATION_NOTES, chance);
  }

  incident = (): Incident => (this.chance.happens(0.2) ? this.major : this.lesser).deal();
  majorIncident = (): Incident => this.major.deal();
  lesserIncident = (): Incident => this.lesser.deal();
  promise = (): PromiseText => this.promises.deal();
  need = (): NeedText => this.needs.deal();
  topic = (): string => this.topics.deal();
  checkIn = (): string => this.checkIns.deal();
  win = (): string => this.wins.deal();
  news = (): string => this.goodNews.deal();
  complaint = (): string => this.complaints.deal();
}
