// Social networks: their hosts, apps and the plain names by which tags and Google Analytics call them. Blog hosts are
// listed by their own host only: somebody's blog on wordpress.com is a referral.

/** The name of a line is the source that a visit from it gets. */
export const social = `
facebook: fb .facebook.com fb.me fb.com .fb.com fb.watch com.facebook.katana com.facebook.lite com.facebook.android
messenger: .messenger.com m.me com.facebook.orca
instagram: ig .instagram.com ig.me com.instagram.android
threads: .threads.net .threads.com com.instagram.barcelona
whatsapp: .whatsapp.com wa.me com.whatsapp
workplace: .workplace.com
x: .x.com twitter .twitter.com t.co com.twitter.android tweetdeck tweetdeck.com
linkedin: .linkedin.com lnkd.in com.linkedin.android linkedin.android
xing: .xing.com com.xing.android
viadeo: viadeo.com
pinterest: .pinterest.* pinterest.info pin.it com.pinterest
reddit: .reddit.com redd.it com.reddit.frontpage
tiktok: .tiktok.com com.zhiliaoapp.musically com.ss.android.ugc.trill
snapchat: .snapchat.com com.snapchat.android
quora: .quora.com com.quora.android
tumblr: .tumblr.com t.umblr.com com.tumblr
telegram: t.me telegram.me telegram.org web.telegram.org org.telegram.messenger org.telegram.messenger.web
discord: .discord.com discord.gg discordapp.com com.discord
skype: skype.com web.skype.com
bluesky: .bsky.app bsky skyfeed.app xyz.blueskyweb.app
mastodon: mastodon.social mastodon.online mastodon.cloud mastodon.technology mastodon.xyz mastodon.at mastodon.art mastodon.scot mastodon.world mastodon.nz mastodon.eus mastodon.jalgi.eus mastodont.cat mastodonapp.uk mamot.fr pawoo.net mstdn.io mstdn.jp mstdn.social mstdn.party friends.nico ro-mastodon.puyo.jp quey.org botsin.space social.tchncs.de knzk.me bitcoinhackers.org fosstodon.org chaos.social cybre.space vis.social typo.social front-end.social hachyderm.io newsie.social indieweb.social sfba.social mas.to c.im universeodon.com social.vivaldi.net ohai.social toot.community masto.ai graphics.social tkm.eus org.joinmastodon.android infosec.exchange techhub.social mstdn.ca
pixelfed: pixelfed.social pixelfed.de pxlmo.com metapixl.com pix.toot.wales pixelfed.uno pixey.org
peepeth: peepeth.com
nextdoor: .nextdoor.com nextdoor.co.uk
truthsocial: truthsocial.com
gab: gab.com
mewe: mewe.com
vk: .vk.com vk.ru vkontakte vkontakte.ru com.vkontakte.android
odnoklassniki: ok.ru odnoklassniki.ru odnoklassniki.ua
my.mail.ru: my.mail.ru
moikrug: moikrug.ru
vkrugudruzei: vkrugudruzei.ru
livejournal: livejournal.com livejournal.ru
weibo: .weibo.com weibo.cn t.cn
wechat: wechat.com mp.weixin.qq.com open.weixin.qq.com channels.weixin.qq.com com.tencent.mm
qzone: .qzone.qq.com
tencent: tencent.com
renren: renren.com
douban: .douban.com
douyin: .douyin.com
douyu: .douyu.com
huya: .huya.com
bilibili: .bilibili.com
xiaohongshu: .xiaohongshu.com xhslink.com
zhihu: .zhihu.com
tudou: tudou.com
missevan: missevan.com
dianping: dianping.com
line: line.me liff.line.me jp.naver.line.android
kakao: kakao.com kakaocorp.com story.kakao.com pf.kakao.com
zalo: chat.zalo.me zalo.me
naver-social: blog.naver.com m.blog.naver.com cafe.naver.com m.cafe.naver.com kin.naver.com m.kin.naver.com
hatena: b.hatena.ne.jp d.hatena.ne.jp
mixi: mixi.jp
gree: gree.jp
ameba: ameba.jp ameblo.jp
niconico: .nicovideo.jp
cyworld: cyworld.com global.cyworld.com
twitcasting: twitcasting.tv
yahoo-social: answers.yahoo.com blog.yahoo.co.jp bookmarks.yahoo.co.jp bookmarks.yahoo.com chiebukuro.yahoo.co.jp messages.yahoo.co.jp pulse.yahoo.com yahoo-mbga.jp
google-social: google+ googleplus plus.google.com plus.url.google.com url.google.com com.google.android.apps.plus groups.google.com googlegroups.com messages.google.com sites.google.com
blogger: blogger.com draft.blogger.com blogspot blogspot.com
wordpress: wordpress.com wordpress.org
stackexchange: .stackexchange.com stackapps.com
stackoverflow: .stackoverflow.com
hackernews: news.ycombinator.com
v2ex: v2ex.com
medium: .medium.com
flipboard: .flipboard.com
pocket: getpocket.com pocket.co
yelp: yelp.com m.yelp.com yelp.co.uk
meetup: meetup.com
flickr: .flickr.com
soundcloud: .soundcloud.com gate.sc
last.fm: last.fm lastfm.*
myspace: myspace.com
habbo: habbo.com habbo.*
myheritage: myheritage.com
couchsurfing: couchsurfing.org couchsurfing.com
`;

/** Networks that are their own name. */
export const socialSingles = `
43things|.com 51.com 5ch.net academia.edu activerain|.com activeworlds|.com addthis|.com airg.ca allnurses.com
allrecipes.com alumniclass|.com americantowns|.com ancestry.com anobii|.com answerbag|.com aolanswers|.com
artstation.com askubuntu|.com asmallworld.com athlinks|.com awe.sm baby-gaga|.com babyblog.ru badoo|.com bebo|.com
beforeitsnews|.com bharatstudent|.com biip.no biswap.org bit.ly blackcareernetwork.com blackplanet|.com blip.fm
blog.com blog.feedspot.com blog.goo.ne.jp blogg.no bloggang.com blogher|.com bloglines|.com blogs.com blogsome|.com
blogster|.com blurtit|.com brightkite|.com brizzly|.com buzzfeed|.com buzznet|.com cafemom|.com camospace|.com
canalblog.com care.com care2|.com caringbridge.org catster|.com cbnt.io cellufun|.com centerblog.net chegg.com
chicagonow|.com classmates|.com classquest|.com cocolog-nifty|.com copainsdavant.linternaute.com cozycot|.com
cross.tv crunchyroll|.com dailystrength.org deluxe.com deviantart|.com digg|.com diigo|.com discover.hubpages.com
disqus|.com dogster|.com dol2day|.com doostang|.com dopplr|.com draugiem.lv dribbble.com drugs-forum|.com dzone|.com
edublogs.org elftown|.com epicurious.com everforo.com exblog.jp extole|.com faceparty|.com fandom.com fanpop|.com
fark|.com fc2|.com feministing|.com fetlife.com filmaffinity|.com flixster.com folkdirect|.com foodservice|.com
forums.androidcentral.com forums.crackberry.com forums.imore.com forums.nexopia.com forums.webosnation.com
forums.wpcentral.com fotki|.com fotolog|.com foursquare|.com friendfeed|.com friendsreunited.com friendster.com
fruehstueckstreff.org fubar|.com gaiaonline|.com gamerdna|.com gather.com geni.com glassboard|.com glassdoor|.com
godtube|.com goldenline.pl goldstar|.com goo.gl goodreads|.com govloop|.com gowalla|.com gulli.com gutefrage.net
hi5|.com hootsuite|.com houzz|.com hoverspot|.com hr.com hubculture|.com hubpages.com hyves.net hyves.nl ibibo|.com
identi.ca imageshack.us imageshack|.com imvu|.com insanejournal|.com instapaper|.com internations.org interpals.net
intherooms|.com irc-galleria.net is.gd italki|.com jammerdirect|.com jappy.com jappy.de kaboodle.com kaneva|.com
lang-8.com librarything|.com lifestream.aol.com listal|.com listography|.com livedoor.com login.tagged.com mbga.jp
meetin.org meinvz.net meneame.net menuism.com mix.com mocospace|.com mouthshut|.com movabletype|.com mubi|.com
multiply.com my.opera.com myanimelist.net mylife.ru mylife|.com mymodernmet|.com myyearbook.com netlog.com
netvibes|.com ngopost.org nightlifelink|.com ning|.com nk.pl okwave.jp oneworldgroup.org onstartups|.com
opendiary|.com orkut.com oshiete.goo.ne.jp over-blog.com overblog.com paper.li partyflock.nl photobucket|.com
pinboard|.in pingsta|.com pixiv.net plaxo.com playahead.se plurk|.com posterous|.com pro.homeadvisor.com
qapacity|.com quechup|.com ravelry|.com redux|.com researchgate.net reunion|.com reverbnation|.com rtl.de ryze|.com
salespider|.com scoop.it screenrant|.com scribd|.com scvngr|.com secondlife|.com serverfault|.com sharethis|.com
shvoong.com skyrock|.com slashdot.org slideshare.net smartnews.com sociallife.com.br socialvibe|.com sonico.com
spaces.live.com spoke|.com spruz|.com ssense.com stardoll.com stickam|.com studivz.net stumbleupon.com suomi24.fi
superuser|.com sweeva|.com taggedmail|.com tagged|.com talkbiznow|.com taringa.net techmeme|.com tinyurl|.com
toolbox|.com travellerspoint|.com tripadvisor|.com trombi|.com tuenti|.com twoo.com typepad|.com unblog.fr
urbanspoon.com ushareit.com ushi.cn vampirefreaks|.com vampirerave|.com vg.no video.ibm.com wakoopa|.com
wattpad|.com wayn.com webshots|.com weebly|.com weeworld.com wer-weiss-was.de weread|.com wiki.answers.com
wikihow.com wikitravel.org woot.com xanga|.com yammer|.com youroom.in zoo.gr zooppa|.com
`;

/** What Google Analytics also takes for a social network's name in the source of a tag. */
export const socialNames = `
feedspot gooblog livedoorblog newsshowcase nexopia shareit social stackapps trustpilot
`;
