import { Module } from '@nestjs/common';
import { RecordingModule } from '../recording/recording.module.js';
import { ChangeModelHandler } from './change-model.js';
import { ModelsResolver } from './models.resolver.js';

/** The registry of trust models: which models there are, and what each is used for. */
@Module({
  imports: [RecordingModule],
  providers: [ModelsResolver, ChangeModelHandler],
})
export class ModelsModule {}
