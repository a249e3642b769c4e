import { workerData } from 'node:worker_threads';
import { isJob } from './cli/parallel/messages';

// The program starts its other threads with itself, so that it stays one file.
if (isJob(workerData)) {
  void import('./cli/parallel/worker').then(({ workAlong }) => workAlong(workerData));
} else {
  void import('./cli/main').then(({ main }) => main(process.argv, __filename));
}
