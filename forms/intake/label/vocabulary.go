package label

import "strings"

// The words of tables in the six languages of the United Nations and in those
// of other offices, each list by what its words mean.

// meant makes a dictionary of lists of words parted by "|".
func meant[T any](lists map[string]T) map[string]T {
	words := make(map[string]T, 32*len(lists))
	for list, meaning := range lists {
		for word := range strings.SplitSeq(list, "|") {
			words[Fold(word)] = meaning
		}
	}
	return words
}

var sexes = meant(map[string]string{
	"male|males|men|man|boys|hommes|homme|masculin|hombres|hombre|varon|varones|masculino|мужчины|мужской|мужчин|мужского пола":                                                                                "M",
	"männer|männlich|homens|masculinos|maschi|maschio|uomini|mannen|män|menn|mænd|mann|mand|miehet|mies|karlar|mężczyźni|muži|ferfi|férfiak|bărbați|masculini|мъже|άνδρες|άρρενες|erkek|erkekler":              "M",
	"чоловіки|чоловіча|muškarci|muško|мушкарци|moški|vyrai|vīrieši|mehed|남자|남성|남|ชาย|nam giới|laki-laki|pria|مرد|גברים|זכרים|ذكور|ذكر|رجال|الذكور|الرجال|男|男性|男子":                                              "M",
	"female|females|women|wmn|woman|girls|femmes|femme|féminin|mujeres|mujer|femenino|женщины|женский|женщин|женского пола":                                                                                    "F",
	"frauen|weiblich|mulheres|femininos|feminino|femmine|femmina|donne|vrouwen|kvinnor|kvinner|kvinder|kvinna|kvinde|naiset|nainen|konur|kobiety|ženy|nők|femei|feminini|жени|γυναίκες|θήλεις|kadın|kadınlar":  "F",
	"жінки|жіноча|žene|žensko|жене|ženske|moterys|sievietes|naised|여자|여성|여|หญิง|phụ nữ|perempuan|wanita|زن|נשים|נקבות|إناث|اناث|أنثى|نساء|الإناث|النساء|女|女性|女子":                                               "F",
	"both sexes|both sexes combined|all sexes|total both sexes|men and women|women and men|males and females|male and female|les deux sexes|deux sexes|hommes et femmes|ambos sexos|hombres y mujeres|persons": "_T",
	"оба пола|мужчины и женщины|обоего пола|كلا الجنسين|الجنسين|ذكور وإناث|男女合计|两性|男女|男女計|beide geschlechter|männer und frauen|ambos os sexos|homens e mulheres|maschi e femmine|uomini e donne":               "_T",
	"hm|h m|mannen en vrouwen|totaal mannen en vrouwen|begge kjønn|begge køn|bägge könen|totalt män och kvinnor|miehet ja naiset|sukupuolet yhteensä|mężczyźni i kobiety|남녀전체|남녀":                              "_T",
	"sex unknown|sex not stated|unknown sex|sexe inconnu|sexe non déclaré|sexo desconocido|sexo no declarado|пол не указан":                                                                                    "_U",
})

var sexLetters = map[string]string{"m": "M", "h": "M", "f": "F", "w": "F", "t": "_T", "x": "_U"}

var wholes = meant(map[string]bool{
	"total|totals|all|grand total|sum|overall|tot|t|all persons|total persons|totalt|ensemble|totaux|total général|tous|toutes|somme|todos|total nacional|всего|итого|все|المجموع|مجموع|الإجمالي|إجمالي|الاجمالي|الجملة|جملة|المجموع الكلي|المجموع العام|总计|合计|總計|总数|總數":                          true,
	"insgesamt|gesamt|zusammen|alle|totale|in totaal|totaal|samtliga|hela riket|i alt|i alt begge|yhteensä|kaikki|samtals|alls|ogółem|razem|celkem|úhrnem|spolu|összesen|mindösszesen|общо|всичко|σύνολο|toplam|genel toplam|усього|всього|разом|ukupno|укупно|skupaj|iš viso|pavisam|kopā|kokku": true,
	"総数|総計|合計|計|全体|총계|합계|계|전체|총수|รวม|ทั้งหมด|tổng số|tổng cộng|jumlah|جمع|جمع کل|סך הכל":                                                                                                                                                                                                          true,
})

var unknowns = meant(map[string]bool{
	"unknown|not stated|not known|unspecified|not specified|undeclared|other unknown|unk|unknown country|country unknown|inconnu|inconnue|non déclaré|non déclarée|non précisé|indéterminé|indéterminée|non spécifié|desconocido|desconocida|no declarado|ignorado|nd|n s|no consta|no informa|no especificado|no especificada|sin especificar|no responde":                                                                                                                                                                          true,
	"não especificado|não especificada|não informado|não informada|não identificado|sem informação|sin información|no identificado|no especifica|non spécifiée|неизвестно|не указано|не указана|غير مبين|غير معروف|غير محدد|不详|未知|不詳|미상|unbekannt|ohne angabe|ungeklärt|ungeklärt und ohne angabe|desconhecido|desconhecida|não declarado|ignoto|non indicato|sconosciuto|onbekend|okänt|okänd|uppgift saknas|uoppgitt|ukjent|uoplyst|ukendt|tuntematon|nieustalone|nieustalony|nieznany|nezjištěno|neuvedeno|ismeretlen|bilinmeyen": true,
})

var months = meant(map[string]int{
	"jan|january|janvier|janv|enero|ene|январь|января|januar|januari|janeiro|gennaio|gen|tammikuu|styczeń|stycznia|leden|ledna|ocak|січень|січня|يناير|كانون الثاني|1月|一月|1월":                              1,
	"feb|february|février|févr|fev|febrero|февраль|февраля|februar|februari|fevereiro|febbraio|helmikuu|luty|lutego|únor|února|şubat|лютий|лютого|فبراير|شباط|2月|二月|2월":                                    2,
	"mar|march|mars|mrt|marzo|март|марта|märz|marts|maart|maret|março|maaliskuu|marzec|marca|březen|března|mart|березень|березня|مارس|آذار|3月|三月|3월":                                                       3,
	"apr|april|avril|avr|abril|abr|апрель|апреля|aprile|huhtikuu|kwiecień|kwietnia|duben|dubna|nisan|квітень|квітня|أبريل|ابريل|إبريل|نيسان|4月|四月|4월":                                                      4,
	"may|mai|mayo|май|мая|maio|maj|mei|mag|maggio|toukokuu|maja|květen|května|mayıs|травень|травня|مايو|أيار|5月|五月|5월":                                                                                     5,
	"jun|june|giu|juin|junio|июнь|июня|juni|junho|giugno|kesäkuu|czerwiec|czerwca|červen|června|haziran|червень|червня|يونيو|يونيه|حزيران|6月|六月|6월":                                                        6,
	"jul|july|lug|juillet|juil|julio|июль|июля|juli|julho|luglio|heinäkuu|lipiec|lipca|červenec|července|temmuz|липень|липня|يوليو|يوليه|تموز|7月|七月|7월":                                                    7,
	"aug|august|août|agosto|ago|август|августа|augusti|augustus|agustus|elokuu|sierpień|sierpnia|srpen|srpna|ağustos|серпень|серпня|أغسطس|آب|8月|八月|8월":                                                     8,
	"sep|sept|sett|set|september|septembre|septiembre|сентябрь|сентября|setembro|settembre|syyskuu|wrzesień|września|září|eylül|вересень|вересня|سبتمبر|أيلول|9月|九月|9월":                                    9,
	"oct|october|octobre|octubre|октябрь|октября|oktober|okt|out|ott|outubro|ottobre|lokakuu|październik|października|říjen|října|ekim|жовтень|жовтня|أكتوبر|اكتوبر|تشرين الأول|10月|十月|10월":                10,
	"nov|november|novembre|noviembre|ноябрь|ноября|novembro|marraskuu|listopad|listopada|listopadu|kasım|листопад|листопада|نوفمبر|تشرين الثاني|11月|十一月|11월":                                               11,
	"dec|december|des|dez|décembre|déc|diciembre|dic|декабрь|декабря|dezember|desember|dezembro|dicembre|joulukuu|grudzień|grudnia|prosinec|prosince|aralık|грудень|грудня|ديسمبر|كانون الأول|12月|十二月|12월": 12,
})

// countedThings are words that a total may name without being less than all.
var countedThings = meant(map[string]bool{
	"total|all|grand|of|number|the|countries|country|citizenships|citizenship|nationalities|nationality|areas|origins|origin|persons|people|population|immigrants|emigrants|migrants|arrivals|departures|immigration|emigration|applications|applicants":                                 true,
	"general|pays|personnes|and|des|les|birth|place|destinations|residence|reasons|reason|ages|age|sex|sexes|gender|groups|group|categories|permits|naissance|sexe|âge|âges|nationalité|nationalités|tous|edad|edades|sexo|país|países|nacionalidad|nacionalidades|todas|las|los|por|de": true,
	"staatsangehörigkeiten|staaten|länder|geschlecht|alter|altersgruppen|leeftijd|landen|geslacht|nationaliteiten|herkomst|paesi|cittadinanze|età|alla|alle|åldrar|länder|medborgarskap|land|toplamı":                                                                                    true,
})

// foreign are the words for those who are not of the country.
var foreign = meant(map[string]bool{
	"foreigners|foreign|foreigner|foreign citizens|foreign nationals|foreign population|foreign residents|non nationals|non citizens|aliens|foreign born|overseas born|born abroad|born overseas|étrangers|étranger|étrangères|population étrangère|nés à l'étranger|extranjeros|extranjera|extranjero|extranjeras|población extranjera|nacidos en el extranjero": true,
	"ausländer|ausländerinnen und ausländer|ausländische bevölkerung|stranieri|popolazione straniera|estrangeiros|população estrangeira|buitenlanders|niet nederlanders|utländska medborgare|utrikes födda|utenlandske statsborgere|utenlandsfødte|udlændinge|ulkomaalaiset|cudzoziemcy|cizinci|иностранцы|иностранные граждане|الأجانب|أجانب|外国人|外国籍|外籍|외국인":     true,
})

// headWords are what the heads of label columns are known by.
var headWords = meant(map[string]Concept{
	"sex|sexe|sexo|gender|gen|genre|geschlecht|пол|الجنس|النوع|性别|性別|男女別|sesso|geslacht|kön|kjønn|køn|sukupuoli|płeć|pohlaví|nem|cinsiyet|стать|pol|성별|kyn|φύλο":                                                                                                                                                                                                                 Sex,
	"age|ages|âge|âges|edad|edades|alter|idade|возраст|العمر|السن|年龄|年齢|età|altersgruppe|altersgruppen|leeftijd|ålder|alder|wiek|věk|kor|életkor|yaş|ikä|вік|연령|연령별|starost|aldur|ηλικία":                                                                                                                                                                                        Age,
	"jahr|год|годы|السنة|年份|年|年次|時間軸|year|years|yea|année|années|annee|ano|año|años|anio|period|periode|période|periodo|período|time|date|fecha|quarter|quarters|month|months|jaar|perioden|år|rok|rik|рік|vuosi|yıl|év|연도|시점|anno|anni|stichtag|ref|monat|mois|mes|trimestre|kvartal":                                                                                           Time,
	"citizen|citizens|cob|coc|nat|geo|partner|partners|staat|staaten|länder|cidadania|paese|paesi|cittadinanza|ülke|kraj|kraje|country|countries|area|areas|region|regions|citizenship|citizenships|nationality|nationalities|birth|origin|destination|asylum":                                                                                                                   Area,
	"pays|país|países|nationalité|nationalités|naissance|residence|résidence|nacionalidad|nacionalidade|territory|land|landen|herkomst|herkomstland|geboorteland|nationaliteit|staatsangehörigkeit|herkunftsland|geburtsland|medborgarskap|födelseland|statsborgerskap|fødeland|landbakgrunn|statsborgarskap|kansalaisuus|kansalaisuudet|syntymämaat|syntymämaa|kansalaisuusmaa": Area,
	"obywatelstwo|státní|občanství|állampolgárság|uyruk|uyruğu|страна|страны|странам|гражданство|країна|громадянство|البلد|الجنسية|الدولة|国家|国籍|国別|國家|國別|국적|국적별|국가|출생국|χώρα|υπηκοότητα|држава|država|državljanstvo|citoyenneté|paísdenacimiento":                                                                                                                                 Area,
})

// keyWords are those of columns of codes, serial numbers and remarks.
var keyWords = meant(map[string]bool{
	"code|codes|id|index|order|sort|note|notes|rank|no|nr|n|number|key|serial|rang|número|numero|footnote|footnotes|remarks|ordre|m49|iso|iso2|iso3|isocode|código|codigo|kod|код|رمز|代码|コード|plz|postleitzahl|postcode|zip|ags|bfs nr|gemeindenummer|nuts|lau|kommunenr|clave|cve|codgeo|insee|istat": true,
})

// loneKeys are those by themselves; "Convention status" is another thing.
var loneKeys = meant(map[string]bool{
	"dguid|vector|coordinate|decimals|decimal|flag|flags|status|symbol|terminated|obs status|obs flag|conf status|obs conf|scalar id|scalar factor|uom id|precision|unit multiplier|unitmultiplier code|powercode code": true,
})

// countryWords are those that can only stand over countries.
var countryWords = meant(map[string]bool{
	"country|countries|citizenship|citizenships|nationality|nationalities|pays|país|países|nationalité|nationalités|nacionalidad|nacionalidade|citoyenneté|staatsangehörigkeit|herkunftsland|geburtsland|geboorteland|nationaliteit|herkomstland|paese|paesi|cittadinanza": true,
	"medborgarskap|födelseland|statsborgerskap|fødeland|kansalaisuus|obywatelstwo|kraj|uyruk|ülke|страна|страны|гражданство|країна|البلد|الجنسية|国家|国籍|国別|국적|국적별|출생국|χώρα":                                                                                                 true,
})

// regionWords are those over columns of regions of the world.
var regionWords = meant(map[string]bool{"region|regions|région|régions|región|regiones|regname|continent|continents|continente|kontinent|werelddeel|subregion|areaname|регион|континент|القارة|大洲|洲|地域|대륙": true})

// measureWords are the heads of columns that say what is measured.
var measureWords = meant(map[string]bool{"unit|unit of measure|unit measure|uom|measure|indicator|indic|variable|var|freq|frequency|statistic|series|unité|unidad|einheit|maßeinheit|indicateur|indicador|dataflow|agedef|asyl app|applicant|decision|reason|duration|показатель|единица измерения|单位|指标": true})

// durationWords are those of heads over lengths of stay.
var durationWords = meant(map[string]bool{"duration|length|durée|duración|dauer|aufenthaltsdauer|duração|durata|verblijfsduur|продолжительность|срок|مدة|居留时间|居住时间|居留期限": true})

// leftOver are the words that a label of what is left over begins with.
var leftOver = meant(map[string]bool{
	"other|others|rest|remaining|autres|autre|reste|otros|otras|otro|otra|resto|demás|outros|outras|andere|anderen|sonstige|übrige|övriga|øvrige|andre|andra|inne|pozostałe|ostatní|altri|altre|altro|другие|прочие|остальные|أخرى|باقي|其他|其它|その他|기타|diğer|muut|egyéb|інші": true,
})

var ownWords = meant(map[string]bool{
	"nationals|own country|own nationals|reporting country|home country|nationals of the country|own citizens|national citizens|native born|born in the country|nationaux|nés dans le pays|pays déclarant|nacionales": true,
})
