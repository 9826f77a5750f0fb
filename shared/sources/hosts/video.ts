// Video sites, by the names and hosts that Google Analytics counts as video. A visit from one of them is a referral
// whose channel is Organic Video.

/** The name of a line is the source that a visit from it gets. */
export const video = `
youtube: .youtube.com youtu.be youtube-nocookie.com com.google.android.youtube
vimeo: .vimeo.com
twitch: .twitch.tv tv.twitch.android.app
dailymotion: .dailymotion.com dai.ly
wistia: .wistia.com .wistia.net
netflix: .netflix.com
hulu: .hulu.com
disneyplus: .disneyplus.com
iqiyi: .iqiyi.com iq.com
youku: .youku.com
ted: .ted.com
crackle: crackle.com
curiositystream: curiositystream.com
d.tube: d.tube
justin.tv: justin.tv
utreon: utreon.com
veoh: veoh.com
viadeo.journaldunet.com: viadeo.journaldunet.com
rumble: rumble.com
odysee: odysee.com
`;
