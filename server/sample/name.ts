// What the sample company is called where it is shown; apart, so that to say it doesn't take making the sample.
export const sampleName = 'Brackenmoor Kettles (sample)';
