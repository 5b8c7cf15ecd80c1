import {
  addCensored,
  nextExpectation,
  nextOutcome,
  readCustomer,
  type Asked,
  type Censored,
  type ChosenReading,
  type CustomerBook,
  type Predictor,
  type Question,
  type Read,
  type ReadQuestion,
} from '#validation';
import type { Bystander } from '#validation';
import type { Progress } from '../import/progress.js';
import type { Question as QuestionAsked } from '../mapping/question.js';
import type { Book } from './book.js';

/** Of how many customers, at most, it is tried what their recorder could gain. */
const CUSTOMERS_TRIED = 200;

export type ReadBookAsked = {
  readonly question: QuestionAsked;
  readonly predictors: readonly [Predictor, ...Predictor[]];
  /** Whether what recorders could gain and what late records leak is read too. */
  readonly thorough: boolean;
  readonly progress: Progress;
  readonly bystander?: Bystander;
};

/** Asks and reads every question of a book. */
export async function readBook(book: Book, asked: ReadBookAsked): Promise<Read> {
  const { question, predictors, thorough, progress, bystander } = asked;
  const step = Math.max(1, Math.ceil(book.customers / CUSTOMERS_TRIED));
  const readings: ReadQuestion[] = [];
  const chosen: ChosenReading[] = [];
  let censored: Censored = {};
  let place = 0;
  progress.begin('Reading', book.customers);
  for await (const customer of book.read()) {
    const { questions, censored: more } = questionsOn(customer, question, book.until);
    censored = addCensored(censored, more);
    const read = readCustomer(customer, questions, {
      predictors,
      leaky: thorough,
      chosen: thorough && place % step === 0,
      bystander,
    });
    readings.push(...read.questions);
    chosen.push(...read.chosen);
    place += 1;
    progress.reach(place);
  }
  progress.end();
  return { readings, chosen, censored };
}

/** All questions of a book, without reading any. */
export async function questionsIn(book: Book, question: QuestionAsked): Promise<Question[]> {
  const all: Question[] = [];
  for await (const customer of book.read()) all.push(...questionsOn(customer, question, book.until).questions);
  return all;
}

const questionsOn = ({ contacts }: CustomerBook, question: QuestionAsked, until: number): Asked =>
  question.is === 'NEXT_EXPECTATION'
    ? nextExpectation(contacts, question.askAt, until)
    : nextOutcome(contacts, question, until);
