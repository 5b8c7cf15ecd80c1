import { Colleagues } from './colleagues.js';

/** An installation without a register of colleagues. */
export class NoTeams extends Colleagues {
  readonly haveTeams = false;
  teamOf(): null {
    return null;
  }
  inTeam(): readonly string[] {
    return [];
  }
}
