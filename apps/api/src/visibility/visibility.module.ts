import { Module } from '@nestjs/common';
import { Colleagues } from './colleagues.js';
import { NoTeams } from './no-teams.js';
import { Visibility } from './visibility.js';

/** Which relationships a caller sees. */
@Module({ providers: [Visibility, { provide: Colleagues, useClass: NoTeams }], exports: [Visibility, Colleagues] })
export class VisibilityModule {}
