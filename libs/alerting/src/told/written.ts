import type { AlertForm } from '../rules/fields.js';
import { inWords, type AlertData } from './in-words.js';

/** An alert in the form of its receiver. */
export type Written = { readonly body: string; readonly contentType: string };

/** @param event a CloudEvent, JSON */
export function written(event: string, form: AlertForm): Written {
  if (form === 'CLOUD_EVENTS') return { body: event, contentType: 'application/cloudevents+json; charset=utf-8' };
  const words = inWords(JSON.parse(event) as AlertData);
  const message = form === 'SLACK' ? slack(words) : teams(words);
  return { body: JSON.stringify(message), contentType: 'application/json; charset=utf-8' };
}

/** What Slack reads as markup is escaped, so an id that somebody chose cannot name a channel or a link. */
const slack = (words: string): object => ({
  text: words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  // Else * and _ within an id would be taken for markup.
  mrkdwn: false,
});

/** An Adaptive Card, which the workflows of Teams take. A TextBlock reads Markdown, a TextRun does not. */
const teams = (words: string): object => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        body: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: words }] }],
      },
    },
  ],
});
