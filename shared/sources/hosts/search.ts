// Search engines: their hosts, and the plain names by which tags and Google Analytics call them. Portals are listed by
// the hosts that search, so a link in their mail or news pages is not organic search.

/** The name of a line is the source that a visit from it gets. */
export const search = `
google: google.* images.google.* maps.google.* news.google.* scholar.google.* video.google.* translate.google.* blogsearch.google.* cse.google.* shopping.google.* lens.google.com play.google.com search.google.com encrypted.google.com ipv6.google.com go.google.com googlesyndicatedsearch.com webcache.googleusercontent.com com.google.android.googlequicksearchbox com.google.googlemobile wwwgoogle.* gogole.* gppgle.* googel.*
bing: .bing.com cc.bingj.com com.microsoft.bing
msn: msn.com ntp.msn.com msnbc.msn.com dizionario.it.msn.com enciclopedia.it.msn.com
yahoo: yahoo.com .search.yahoo.com .images.yahoo.com cade.yahoo.com one.cn.yahoo.com yahoo.co.jp search.yahoo.co.jp image.search.yahoo.co.jp video.search.yahoo.co.jp jp.hao123.com home.kingsoft.jp jwsearch.jword.jp cercato.it search.offerbox.com benefind.de ys.mirostart.com
duckduckgo: duckduckgo.com r.duckduckgo.com html.duckduckgo.com lite.duckduckgo.com start.duckduckgo.com noai.duckduckgo.com safe.duckduckgo.com duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion com.duckduckgo.mobile.android
ecosia: .ecosia.org
brave: search.brave.com
qwant: qwant.com lite.qwant.com
startpage: .startpage.com .ixquick.com .ixquick.de startpagel6srwcjlue4zgq3zevrujfaow726kjytqbbjyrswwmjzcqd.onion
kagi: kagi.com
mojeek: mojeek.com
swisscows: swisscows.com
metager: metager.de metager.org metager2.de meta.rrzn.uni-hannover.de
yep: yep.com
presearch: presearch.com engine.presearch.org
baidu: baidu.com m.baidu.com wap.baidu.com image.baidu.com zhidao.baidu.com tieba.baidu.com news.baidu.com baidu.co.th
sogou: .sogou.com
so.com: so.com m.so.com so.360.cn 360.cn sou.com haosou.com
sm.cn: .sm.cn
soso: soso.com
petal: petalsearch.com
naver: naver.com m.naver.com search.naver.com m.search.naver.com
daum: daum.net search.daum.net m.search.daum.net
nate: search.nate.com
zum: search.zum.com
yandex: yandex.* m.yandex.* clck.yandex.* yabs.yandex.* images.yandex.* ya.ru webmaster.yandex.ru zen.yandex.ru ru.yandex.searchplugin
mail.ru: go.mail.ru
rambler: rambler.ru nova.rambler.ru
sputnik: sputnik.ru
seznam: seznam.cz search.seznam.cz videa.seznam.cz firmy.cz
centrum: centrum.cz search.centrum.cz morfeo.centrum.cz searchatlas.centrum.cz
onet: onet.pl szukaj.onet.pl
wp: szukaj.wp.pl
ukr: search.ukr.net secureurl.ukr.net
aol: search.aol.* .aolsearch.aol.* aolsearch.aol.com .aolsearch.com aim.search.aol.com find.web.aol.com recherche.aol.* aolrecherche.aol.fr aolrecherches.aol.fr aolimages.aol.fr suche.aol.de sucheaol.aol.de o2suche.aol.de alicesuche.aol.de alicesuchet.aol.de suchet2.aol.de suche.aolsvc.de aolbusqueda.aol.com.mx search.hp.my.aol.com.au search.hp.my.aol.de search.hp.my.aol.it search-intl.netscape.com
ask: .ask.com ask.co.uk askkids.com .qbyrd.com .search-results.com images.ask.com ask.reference.com searchqu.com
lycos: lycos.* search.lycos.com
excite: excite.com search.excite.* msxml.excite.com excite.co.jp
dogpile: dogpile.com
exalead: exalead.com exalead.fr
altavista: .altavista.com altavista.de altavista.fr alltheweb.com
goo: search.goo.ne.jp ocnsearch.goo.ne.jp
rakuten: rakuten.co.jp websearch.rakuten.co.jp
biglobe: biglobe.co.jp biglobe.ne.jp cgi.search.biglobe.ne.jp images.search.biglobe.ne.jp
auone: search.auone.jp sp-search.auone.jp sp-web.search.auone.jp sp-image.search.auone.jp
docomo: search.smt.docomo.ne.jp image.search.smt.docomo.ne.jp
coccoc: coccoc.com
conduit: search.conduit.com images.search.conduit.com
babylon: search.babylon.com searchassist.babylon.com isearch.babylon.com
avg: search.avg.com isearch.avg.com
avast: search.avast.com
incredimail: search.incredimail.com search1.incredimail.com search2.incredimail.com search3.incredimail.com search4.incredimail.com
comcast: search.comcast.net search.xfinity.com
alice: rechercher.aliceadsl.fr
globo: busca.globo.com
terra: buscador.terra.es buscador.terra.cl buscador.terra.com.br
uol: busca.uol.com.br
virgilio: ricerca.virgilio.it ricercaimmagini.virgilio.it ricercavideo.virgilio.it ricercanews.virgilio.it mobile.virgilio.it
eniro: eniro.se eniro.no eniro.dk
kvasir: kvasir.no
startsiden: startsiden.no
najdi: najdi.si
tut.by: tut.by search.tut.by
t-online: suche.t-online.de brisbane.t-online.de navigationshilfe.t-online.de
web.de: suche.web.de m.suche.web.de
gmx: suche.gmx.net search.gmx.com
zapmeta: .zapmeta.* .zapmetasearch.*
abacho: .abacho.* abacho.co.uk
qualigo: qualigo.*
yasni: yasni.*
walhello: walhello.*
setooz: .setooz.com
forestle: .forestle.org forestle.mobi
orange: busca.orange.es lemoteur.orange.fr lemoteur.ke.voila.fr search.ke.voila.fr lemoteur.fr
`;

/** Engines that are their own name. */
export const searchSingles = `
.wow.com 1.cz 118700.se 123people.* 123people.com 1881.no abcsok.no acoon.de alexa.com all.by allaverksamheter.se
allesklar.at allesklar.ch allesklar.de alltheinternet.com alohafind.com apollo.lv apollo7.de arama.com arcor.de
ariadna.elmundo.es arianna.com arianna.libero.it austronaut.at blekko.com blogdigger.com blogpulse.com
blogs.icerocket.com cgi2.nintendo.co.jp charter.net chercherfr.aguea.com claro-search.com class.hit-parade.com
crawler.com cuil.com daemon-search.com darkoogle.com dasoertliche.de dastelefonbuch.de de.toppreise.ch
delta-search.com dir.gigablast.com dmoz.org editors.dmoz.org en.toppreise.ch en.wedoo.com entireweb.com eo.st
epicsearch.in es.wedoo.com eurip.com euroseek.com everyclick.com extern.peoplecheck.de fastbrowsersearch.com
fastweb.it find.tdc.dk findhurtig.dk fireball.com fireball.de firstsfind.com fixsuche.de flix.de foretag.118700.se
fr.dir.com fr.toppreise.ch fr.wedoo.com fr2.rpmfind.net freespoke.com gais.cs.ccu.edu.tw geona.net gfsoso.com
gibiru.com gigablast.com gnadenmeer.de gomeo.com google.interia.pl gooofullsearch.com govome.inspsearch.com
goyellow.de gulesider.no highbeam.com hit-parade.com hledani.tiscali.cz holmes.ge home.speedbit.com hooseek.com
hotbot.com icq.com ilse.nl inbox.com info.com infospace.com isearch.glarysoft.com isodelen.se it.luna.tv
jungle-spider.de junglekey.com junglekey.fr juniorsafesearch.com jyxo.1188.cz k9safesearch.com kadaza.com
karmasearch.org kataweb.it kensaq.com kf.mysearch.myway.com ki.mysearch.myway.com ko.search.need2find.com kwzf.net
laban.vn latne.lv lo.st localmoxie.com lookany.com looksmart.com maailm.com mamma.com mamma75.mamma.com
meinestadt.de meta.ua metacrawler.com mister-wong.com mister-wong.de monstercrawler.com monumentbrowser.com
mozbot.co.uk mozbot.com mozbot.fr ms114.mysearch.com ms146.mysearch.com my.daemon-search.com myprivatesearch.com
mysearch.com neti.ee netlavis.azione.jp nigma.ru oceanhero.today online.no only-search.com optuszoo.com.au
otsing.delfi.ee p.zhongsou.com paperball.de pesquisa.clix.pt pesquisa.sapo.pt picsearch.com plazoo.com
plusnetwork.com poisk.ru privacywall.org quendu.com recherche.francite.com req.hit-parade.com results.searchlock.com
riksdelen.se rpmfind.net s1.metacrawler.de s2.metacrawler.de s3.metacrawler.de scour.com search-dyn.tiscali.it
search.1und1.de search.abv.bg search.alot.com search.azby.fmworld.net search.b1.org search.bluewin.ch search.bt.com
search.ch search.chatzum.com search.chedot.com search.com search.darkoogle.com search.disconnect.me
search.dolphin-browser.jp search.earthlink.net search.f-secure.com search.fbdownloader.com search.fooooo.com
search.foxtab.com search.free.fr search.freecause.com search.frontier.com search.genieo.com search.handycafe.com
search.hiyo.com search.icq.com search.imesh.com search.iminent.com search.incredibar.com search.juno.com
search.kiwee.com search.leonardo.it search.lilo.org search.lookseek.com search.magentic.com search.myway.com
search.mywebsearch.com search.nan.so search.nifty.com search.peoplepc.com search.qip.ru search.rr.com
search.searchcompletion.com search.seesaa.jp search.smartaddressbar.com search.smartshopping.com search.snap.do
search.softonic.com search.sweetim.com search.tiscali.it search.toolbars.alexa.com search.trustnav.com search.v9.com
search.vindex.nl search.walla.co.il search.webssearches.com search.winamp.com search.www.ee search.yam.com
search.yippy.com search.zonealarm.com search1-1.free.fr search1-2.free.fr searchalot.com searchcanvas.com
searches.f-secure.com searches.safehomepage.com searches.vi-view.com searches3.globososo.com searchlock.com
searchmobileonline.com searchresults.verizon.com searchservice.myspace.com searchy.co.uk searchya.com sharelook.fr
skynet.be sm.aport.ru sm.de smart.delfi.lv so-net.ne.jp start.facemoods.com start.funmoods.com start.iplay.com
start.lenovo.com startab.me startgoogle.startpagina.nl stract.com suche.1und1.de suche.freenet.de suche.info
suchmaschine.com suchnase.de surfcanyon.com swiggle.org.uk talimba.com talktalk.co.uk tarmot.com tattoodle.com
technorati.com teoma.com tixuma.de toile.com toolbarhome.com toppreise.ch torry.io trouvez.com trovarapido.com
trusted-search.com tusksearch.com twingly.com url.org utorrent.inspsearch.com verden.abcsok.no video.so-net.ne.jp
videosearch.nifty.com vinden.nl vindex.nl vshare.toolbarhome.com vuhuv.com web.canoe.ca web.nl web.toile.com
web.volny.cz webben.118700.se webcrawler.com webfetch.com weborama.fr websearch.com websearch.cs.com witch.de
woopie.jp wow.com wsdsold.infospace.com x-recherche.com yatedo.com yatedo.fr yellowmap.de yongzin.com yougoo.fr
zoek.nl zoeken.nl zoohoo.cz zoznam.sk zxuso.com
`;

/** What Google Analytics also takes for a search engine's name in the source of a tag. */
export const searchNames = `

cnn email.seznam.cz google-play mail.rambler.ru mail.yandex.ru search-results
`;
