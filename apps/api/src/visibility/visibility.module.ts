import { Module } from '@nestjs/common';
import { Visibility } from './visibility.js';

/** Which relationships a caller sees. */
@Module({ providers: [Visibility], exports: [Visibility] })
export class VisibilityModule {}
