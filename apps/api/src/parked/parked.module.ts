import { Module } from '@nestjs/common';
import { ParkedResolver } from './parked.resolver.js';

/** Events that cannot be projected: which there are, and projecting them again. */
@Module({ providers: [ParkedResolver] })
export class ParkedModule {}
