/** What every field of a model's document means; `documentFields` finds out which there are. */
export const MEANINGS: Readonly<Record<string, readonly [unit: string, says: string]>> = {
  id: ['', 'Name and version, `trust-beta/1`. A change of any number is a new version.'],
  description: ['', 'What it is, in a sentence or two.'],
  sources: ['', 'Where the numbers come from.'],
  evidence: [
    '',
    'May be left out. What a fitted model rests on, as `rapport fit` writes it ([backtest and fit](backtest.md)).',
  ],
  priorWeight: [
    'observations',
    'How many observations the prior counts for. The more, the slower the score moves and the longer too little is known.',
  ],
  kappa: ['share', 'By how much more a failure weighs while another of its class is fresh.'],
  cap: ['share of the scale', 'How far trust may stand above its weakest side. 1 switches the cap off.'],
  'dimensions.SIDE.prior': ['share of the scale', 'Where this side stands without evidence.'],
  'dimensions.SIDE.lambda': ['times', 'How much more a loss on this side weighs than a gain of the same size.'],
  'dimensions.SIDE.omega': ['share', 'Its share of the score; the four sum to 1.'],
  'priorsBySegment.SEGMENT.SIDE': [
    'share of the scale',
    'The prior of a segment, where it has one of its own. What `openingTrust` says of a customer comes before it.',
  ],
  'cadenceDaysBySegment.SEGMENT': [
    'days',
    'After how many days a check-in is owed in a segment, where nothing was promised to the customer.',
  ],
  'bands.healthy': ['share of the scale', 'From where on a relationship is HEALTHY.'],
  'bands.watch': ['share of the scale', 'From where on it is WATCH; below `bands.healthy`.'],
  'bands.insufficientAbove': [
    'share',
    'Above which uncertainty it is INSUFFICIENT_EVIDENCE; 1 where nothing is known, 0 where everything is.',
  ],
  'severity.MINOR': ['times', 'What a contact about a minor issue weighs.'],
  'severity.NORMAL': ['times', 'What any other contact weighs.'],
  'severity.MAJOR': ['times', 'What a contact about a major issue weighs.'],
  selfReported: ['times', 'What a good contact weighs that is only our own word. Bad ones weigh in full.'],
  recovery: ['', 'What we do afterwards softens the failures of an issue or promise. Null: nothing does.'],
  'recovery.informedWithinNotice': ['share', 'Taken off where the customer was informed within the notice.'],
  'recovery.workaroundOffered': ['share', 'Taken off where a workaround was offered.'],
  'recovery.reasonExplained': ['share', 'Taken off where the reason was explained.'],
  'recovery.renewedPromiseKept': ['share', 'Taken off where the renewed promise was kept.'],
  'recovery.jointRetrospective': ['share', 'Taken off where both sides looked back on it.'],
  'recovery.max': ['share', 'The most that is taken off altogether.'],
  'classes.CLASS.halfLifeDays': ['days', 'After how long half of it has faded.'],
  'classes.CLASS.saturatesAt': [
    'contacts',
    'What a class of good contacts can amount to at most, however many there are. Null: no such limit.',
  ],
  'classes.CLASS.weights.SIDE': [
    'observations',
    'What one of it adds to a side (above 0) or takes from it (below 0). Sides that it leaves alone are left out.',
  ],
  'classes.CLASS.recovers': ['', 'Whether `recovery` softens it.'],
};
