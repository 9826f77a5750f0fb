// Mail domains that belong to no one company: free mail, internet providers' mail, throw-away and relay addresses. An
// address at one of them never makes or matches an account.

/** Free mail; `name.*` stands for any public suffix. */
const free = `
gmail.com googlemail.com
outlook.* hotmail.* live.* msn.com passport.com windowslive.com
yahoo.* ymail.com rocketmail.com myyahoo.com y7mail.com
icloud.com me.com mac.com
aol.* aim.com love.com ygm.com games.com wow.com netscape.net netscape.com compuserve.com cs.com
proton.me protonmail.com protonmail.ch pm.me
gmx.* mail.com email.com usa.com post.com europe.com asia.com iname.com consultant.com engineer.com writeme.com
techie.com dr.com lawyer.com accountant.com contractor.net myself.com workmail.com cheerful.com
zoho.com zohomail.com zoho.eu zoho.in zohomail.eu zohomail.in
fastmail.com fastmail.fm fastmail.net fastmail.org fastmail.co.uk sent.com messagingengine.com
tutanota.com tutanota.de tutamail.com tuta.io tuta.com keemail.me
hey.com hushmail.com hushmail.me hush.com startmail.com posteo.de posteo.net mailbox.org mailfence.com runbox.com
disroot.org riseup.net countermail.com kolabnow.com ctemplar.com skiff.com onmail.com duck.com
inbox.com lycos.* excite.com juno.com netzero.net netzero.com usa.net bigfoot.com mailcity.com rediffmail.com
rediff.com indiatimes.com sify.com vsnl.com vsnl.net in.com
yandex.* ya.ru narod.ru mail.ru inbox.ru list.ru bk.ru internet.ru rambler.ru lenta.ru autorambler.ru myrambler.ru
ro.ru qip.ru pochta.ru hotbox.ru land.ru e1.ru ngs.ru mail.ua ukr.net i.ua meta.ua bigmir.net email.ua tut.by
mail.by mail.kz
web.de freenet.de t-online.de arcor.de online.de email.de mail.de posteo.de emailn.de directbox.com
vodafone.de vodafonemail.de kabelmail.de unitybox.de ok.de unity-mail.de alice.de alice-dsl.net o2online.de o2mail.de
freenetmail.de 1und1.de ewe.net ewetel.net netcologne.de versanet.de osnanet.de htp-tel.de
laposte.net orange.fr wanadoo.fr free.fr sfr.fr neuf.fr bbox.fr aliceadsl.fr club-internet.fr numericable.fr
voila.fr noos.fr cegetel.net 9online.fr caramail.com
libero.it virgilio.it tiscali.it tin.it alice.it tim.it iol.it inwind.it blu.it giallo.it fastwebnet.it email.it
vodafone.it poste.it katamail.com supereva.it teletu.it pec.it legalmail.it aruba.it pec.aruba.it
telefonica.net terra.es terra.com ono.com movistar.es ya.com wanadoo.es orange.es jazztel.es euskaltel.net mixmail.com
sapo.pt clix.pt netcabo.pt iol.pt mail.telepac.pt portugalmail.pt
ziggo.nl kpnmail.nl kpnplanet.nl planet.nl hetnet.nl home.nl chello.nl xs4all.nl casema.nl quicknet.nl upcmail.nl
tele2.nl telfort.nl zonnet.nl online.nl solcon.nl caiway.nl zeelandnet.nl
skynet.be telenet.be proximus.be scarlet.be belgacom.net voo.be base.be
bluewin.ch sunrise.ch hispeed.ch swissonline.ch vtxmail.ch
aon.at chello.at a1.net inode.at utanet.at drei.at liwest.at
telia.com comhem.se bredband.net bahnhof.se spray.se passagen.se swipnet.se tele2.se glocalnet.net home.se
online.no broadpark.no frisurf.no getmail.no lyse.net altibox.no
mail.dk jubii.dk tdcadsl.dk stofanet.dk youmail.dk webspeed.dk post.tele.dk privat.dk
kolumbus.fi elisanet.fi saunalahti.fi luukku.com suomi24.fi pp.inet.fi welho.com netti.fi
wp.pl o2.pl onet.pl onet.eu interia.pl interia.eu gazeta.pl tlen.pl poczta.onet.pl poczta.fm op.pl vp.pl go2.pl
autograf.pl buziaczek.pl spoko.pl neostrada.pl
seznam.cz email.cz post.cz centrum.cz volny.cz atlas.cz tiscali.cz quick.cz spoluzaci.cz
azet.sk zoznam.sk centrum.sk post.sk pobox.sk szm.sk
freemail.hu citromail.hu t-online.hu indamail.hu vipmail.hu chello.hu upcmail.hu
abv.bg mail.bg dir.bg rdslink.ro siol.net volja.net t-2.net amis.net net.hr inet.hr t-com.hr
otenet.gr forthnet.gr hol.gr in.gr mail.gr vivodinet.gr freemail.gr
mynet.com superonline.com ttmail.com turk.net
walla.co.il walla.com 012.net.il netvision.net.il bezeqint.net zahav.net.il barak.net.il nana.co.il
inbox.lv apollo.lv one.lv mail.ee online.ee hot.ee neti.ee takas.lt
naver.com hanmail.net daum.net nate.com kakao.com korea.com empal.com dreamwiz.com paran.com hitel.net
qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com yeah.net sina.com sina.cn vip.sina.com sohu.com 139.com
189.cn wo.cn tom.com 21cn.com 188.com eyou.com 263.net
docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp ybb.ne.jp nifty.com biglobe.ne.jp
ocn.ne.jp so-net.ne.jp plala.or.jp dion.ne.jp infoseek.jp excite.co.jp goo.jp goo.ne.jp auone-net.jp jcom.home.ne.jp
hi-ho.ne.jp asahi-net.or.jp rakuten.jp vodafone.ne.jp willcom.com ymobile.ne.jp
pchome.com.tw yam.com hinet.net seed.net.tw msa.hinet.net ms1.hinet.net ms2.hinet.net kimo.com url.com.tw
netvigator.com hkbn.net biznetvigator.com singnet.com.sg starhub.net.sg pacific.net.sg
bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au internode.on.net westnet.com.au dodo.com.au
ozemail.com.au adam.com.au aapt.net.au iprimus.com.au netspace.net.au
xtra.co.nz slingshot.co.nz orcon.net.nz ihug.co.nz clear.net.nz vodafone.co.nz paradise.net.nz actrix.co.nz
telkomsa.net mweb.co.za vodamail.co.za webmail.co.za iafrica.com absamail.co.za lantic.net afrihost.co.za polka.co.za
uol.com.br bol.com.br terra.com.br ig.com.br globomail.com oi.com.br r7.com zipmail.com.br superig.com.br
ibest.com.br pop.com.br
prodigy.net.mx infinitum.com.mx terra.com.mx latinmail.com starmedia.com
fibertel.com.ar speedy.com.ar arnet.com.ar ciudad.com.ar argentina.com uolsinectis.com.ar
vtr.net entelchile.net terra.cl une.net.co etb.net.co cantv.net speedy.com.pe
`;

/** Mail of internet and phone providers in English-speaking countries. */
const providers = `
comcast.net xfinity.com verizon.net att.net sbcglobal.net bellsouth.net ameritech.net pacbell.net swbell.net snet.net
flash.net nvbell.net prodigy.net worldnet.att.net cox.net charter.net spectrum.net roadrunner.com rr.com twc.com
brighthouse.com optonline.net optimum.net earthlink.net mindspring.com frontier.com frontiernet.net windstream.net
centurylink.net centurytel.net embarqmail.com q.com qwest.net suddenlink.net mediacombb.net mchsi.com insightbb.com
wowway.com rcn.com cableone.net sparklight.net tds.net hughes.net peoplepc.com gci.net hawaiiantel.net hawaii.rr.com
ptd.net zoominternet.net atlanticbb.net metrocast.net consolidated.net fuse.net cincinnatibell.net epix.net
nycap.rr.com socal.rr.com tampabay.rr.com cfl.rr.com
rogers.com shaw.ca bell.net sympatico.ca telus.net videotron.ca videotron.qc.ca cogeco.ca cogeco.net
eastlink.ca sasktel.net mts.net mymts.net nb.sympatico.ca ns.sympatico.ca rogers.ca tbaytel.net execulink.com
teksavvy.com xplornet.com globetrotter.net
btinternet.com btopenworld.com btconnect.com talk21.com sky.com skymail.com virginmedia.com virgin.net ntlworld.com
blueyonder.co.uk talktalk.net talktalk.co.uk tiscali.co.uk lineone.net onetel.com plus.com plus.net
plusnet.com freeserve.co.uk wanadoo.co.uk orange.net o2.co.uk vodafone.net tesco.net supanet.com demon.co.uk
fsmail.net madasafish.com force9.co.uk zen.co.uk fsnet.co.uk fsworld.co.uk toucansurf.com pipex.com
dsl.pipex.com eclipse.co.uk f2s.com nildram.co.uk uwclub.net which.net doctors.org.uk nhs.net
eircom.net iol.ie indigo.ie eir.ie vodafone.ie utvinternet.com
`;

/** Throw-away inboxes and address relays. */
const disposable = `
mailinator.com mailinator.net guerrillamail.com guerrillamail.net guerrillamail.org guerrillamail.biz sharklasers.com
grr.la 10minutemail.com 10minutemail.net tempmail.com temp-mail.org temp-mail.io tempmail.net tempmailo.com
throwawaymail.com trashmail.com trashmail.de trashmail.net trash-mail.com yopmail.com yopmail.fr yopmail.net
getnada.com nada.email dispostable.com maildrop.cc mailnesia.com mailcatch.com mintemail.com moakt.com fakeinbox.com
spamgourmet.com spam4.me mytemp.email emailondeck.com burnermail.io discard.email mohmal.com inboxkitten.com
mailsac.com tempail.com tempr.email fakemail.net dropmail.me 33mail.com anonaddy.com anonaddy.me addy.io
simplelogin.com simplelogin.io aleeas.com slmail.me privaterelay.appleid.com relay.firefox.com mozmail.com
users.noreply.github.com marketplace.amazon.com marketplace.amazon.co.uk marketplace.amazon.de guest.booking.com
invalid localhost
`;

const exact = new Set<string>();
const anySuffix = new Set<string>();
for (const word of `${free} ${providers} ${disposable}`.split(/\s+/)) {
  if (word.endsWith('.*')) anySuffix.add(word.slice(0, -2));
  else if (word !== '') exact.add(word);
}
const publicSuffix = /^[a-z]{2,3}(?:\.[a-z]{2})?$|^info$/;

/**
 * Whether a mail domain is a free, provider's, throw-away or relay one, so that it says nothing of a company. Case, a
 * leading `@` and a trailing dot don't matter. Subdomains count as themselves (eu.gmail.com is not listed). '' is not.
 *
 * @example isFreeMail('Yahoo.co.uk') // true
 * @example isFreeMail('acme.com') // false
 */
export function isFreeMail(domain: string): boolean {
  const host = domain.trim().toLowerCase().replace(/^@/, '').replace(/\.$/, '');
  if (exact.has(host)) return true;
  const dot = host.indexOf('.');
  return dot > 0 && anySuffix.has(host.slice(0, dot)) && publicSuffix.test(host.slice(dot + 1));
}
