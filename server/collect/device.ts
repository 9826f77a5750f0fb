// The kind of device from the User-Agent: desktop, mobile or tablet. An iPad has called itself a Mac since iPadOS 13 and
// counts as desktop, as in most analytics; nothing finer is kept, as it would help to tell people apart.

export function deviceOf(userAgent: string): 'desktop' | 'mobile' | 'tablet' {
  // Android without "Mobile" is a tablet, by Google's own advice.
  if (/iPad|Tablet|PlayBook|Silk(?!.*Mobile)|Kindle|Android(?!.*Mobile)/i.test(userAgent)) return 'tablet';
  return /Mobi|iPhone|iPod|Android|Windows Phone|Opera Mini/i.test(userAgent) ? 'mobile' : 'desktop';
}
