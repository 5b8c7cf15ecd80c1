import { Injectable } from '@nestjs/common';
import {
  type About,
  aboutOf,
  briefFacts,
  type BriefFacts,
  expectationSet,
  needIn,
  retrospectiveHeld,
  type Timeline,
} from '#relationship';
import { nextContacts, type NextContact as Next } from '#trust';
import type { Contact } from '../relationships/contact.type.js';
import type { Obligation } from '../obligations/obligation.type.js';
import { Obligations } from '../obligations/obligations.js';
import { PromiseForecasts } from '../obligations/promise-forecasts.js';
import { LookUp } from '../relationships/look-up.js';
import type { Relationship } from '../relationships/relationship.type.js';
import { Relationships } from '../relationships/relationships.js';
import { Stakeholders } from '../stakeholders/stakeholders.js';
import type { Brief, LastRetrospective, NextContact } from './brief.type.js';
import { viewsComparedIn } from './views-compared.type.js';

/** Builds the brief. Each part is a getter, so it is computed only if the query selects it. */
@Injectable()
export class Briefing {
  constructor(
    private readonly relationships: Relationships,
    private readonly owed: Obligations,
    private readonly people: Stakeholders,
    private readonly forecasts: PromiseForecasts,
  ) {}

  of(relationship: Relationship): Brief {
    const { timeline, weighed, asOf } = relationship.basis;
    const { owed, people, forecasts } = this;
    const lookUp = LookUp.within(this.relationships, relationship);
    const contactOf = (contactId: string) => contactIn(timeline, contactId, lookUp);
    const facts = briefFacts(timeline, asOf);
    return {
      get obligations() {
        return owed.of(relationship).filter(({ deferred }) => !deferred);
      },
      get promised() {
        return facts.promised.map(({ setByContactId, ...promise }) => {
          const contact = contactOf(setByContactId);
          const forecast = () => forecasts.of(relationship, promise.expectationId, promise.dueAt);
          return { ...promise, what: contact.as(expectationSet)?.data.what ?? null, contact, forecast };
        });
      },
      get waitingNeeds() {
        return facts.waitingNeeds.map(({ needId, contactId }) => {
          const contact = contactOf(contactId);
          return { needId, need: needIn(contact.opened), contact };
        });
      },
      get lastContact() {
        return facts.lastContact === null ? null : contactOf(facts.lastContact.id);
      },
      get lastSurprise() {
        if (facts.lastSurprise === null) return null;
        const { at, about, contactId } = facts.lastSurprise;
        return { at, about: aboutOf(about), contact: contactOf(contactId) };
      },
      get lastRetrospective() {
        const { lastRetrospective: held } = facts;
        return held === null ? null : retrospective(contactOf(held.id), facts.lastActions);
      },
      get stakeholders() {
        return people.of(relationship);
      },
      get nextContacts() {
        // Somebody deferred an obligation for a reason, so it is not suggested.
        const timely = owed.owedIn(relationship).filter(({ id }) => timeline.deferredUntil(id, asOf) === null);
        const next = nextContacts(timeline, weighed, timely, asOf);
        const obligations = next.some(({ obligationId }) => obligationId !== null) ? owed.of(relationship) : [];
        return next.map((each) => nextContact(each, obligations));
      },
      get blindSpots() {
        return relationship.basis.trust.blindSpots;
      },
    };
  }
}

function contactIn(timeline: Timeline, contactId: string, lookUp: LookUp): Contact {
  const recorded = timeline.contact(contactId);
  if (recorded === null) throw new RangeError(`contact ${contactId} is not on record`);
  return lookUp.contact(recorded);
}

function retrospective(contact: Contact, lastActions: BriefFacts['lastActions']): LastRetrospective {
  const verified = new Map(lastActions.map((action) => [action.actionId, action.verified]));
  const agreed = contact.as(retrospectiveHeld)?.data.actions ?? [];
  const actions = agreed.map(({ actionId, what = null, dueAt = null }) => ({
    actionId,
    what,
    dueAt,
    verified: verified.get(actionId) ?? false,
  }));
  return { contact, actions, viewsCompared: viewsComparedIn(contact) };
}

type TargetFacts = { readonly about?: About; readonly expectationId?: string; readonly actionId?: string };

function nextContact({ type, facts, obligationId, points }: Next, obligations: readonly Obligation[]): NextContact {
  const { about, expectationId, actionId }: TargetFacts = facts;
  const named = expectationId === undefined ? { actionId } : { expectationId };
  const isAboutNothing = about === undefined && expectationId === undefined && actionId === undefined;
  return {
    type,
    about: isAboutNothing ? null : (about ?? named),
    points,
    obligation: obligations.find((each) => each.obligationId === obligationId) ?? null,
  };
}
