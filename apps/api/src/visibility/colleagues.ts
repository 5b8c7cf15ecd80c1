/** What the rights need to know of the people who work with customers. */
export abstract class Colleagues {
  /** Whether anybody is in a team. */
  abstract readonly haveTeams: boolean;
  /** Null if the colleague is unknown, or in no team. */
  abstract teamOf(identity: string): string | null;
  /** The identities of those in the team. */
  abstract inTeam(team: string): readonly string[];
}
