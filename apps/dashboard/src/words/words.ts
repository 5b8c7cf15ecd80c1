import { english, type Words } from './english.js';
import { german } from './german.js';

/** The languages of the page, by their tag. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

const TEXTS: Readonly<Record<Language, Words>> = { en: english, de: german };
const KEY = 'rapport.language';

const isLanguage = (tag: string | null | undefined): tag is Language => tag != null && tag in TEXTS;

/** What the user chose, else the first language of the browser that there is. */
export const language: Language =
  [localStorage.getItem(KEY), ...navigator.languages.map((tag) => tag.slice(0, 2))].find(isLanguage) ?? 'en';

/** All texts of the page, in the language of its user. */
export const words: Words = TEXTS[language];

/** The page is loaded again, so that no text of it is left in the language before. */
export function speak(chosen: Language): void {
  localStorage.setItem(KEY, chosen);
  location.reload();
}
