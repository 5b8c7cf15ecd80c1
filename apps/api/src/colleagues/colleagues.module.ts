import { Module } from '@nestjs/common';
import { ColleaguesResolver } from './colleagues.resolver.js';

/** The register of colleagues: who works with customers, and in which team. */
@Module({ providers: [ColleaguesResolver] })
export class ColleaguesModule {}
