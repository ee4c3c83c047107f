/**
 * Other names of well-known cities: Japanese, then Chinese if it differs, then Latin spellings. A row begins
 * with the only name in the package of cities, and the country.
 */

export const CITY_NAMES = `
Tokyo|JP|東京|东京
Yokohama|JP|横浜|横滨
Osaka|JP|大阪
Nagoya|JP|名古屋
Sapporo|JP|札幌
Fukuoka|JP|福岡|福冈
Kobe|JP|神戸|神户
Kyoto|JP|京都
Kawasaki|JP|川崎
Saitama|JP|さいたま|埼玉
Hiroshima|JP|広島|广岛
Sendai|JP|仙台
Chiba|JP|千葉|千叶
Kitakyushu|JP|北九州
Hamamatsu|JP|浜松|滨松
Niigata|JP|新潟
Kumamoto|JP|熊本
Okayama|JP|岡山|冈山
Shizuoka|JP|静岡|静冈
Kagoshima|JP|鹿児島|鹿儿岛
Nagasaki|JP|長崎|长崎
Kanazawa|JP|金沢|金泽
Nagano|JP|長野|长野
Matsumoto|JP|松本
Matsuyama|JP|松山
Takamatsu|JP|高松
Tokushima|JP|徳島|德岛
Kochi|JP|高知
Nara-shi|JP|奈良|Nara
Wakayama|JP|和歌山
Himeji|JP|姫路|姬路
Naha|JP|那覇|那霸
Hakodate|JP|函館|函馆
Asahikawa|JP|旭川
Otaru|JP|小樽
Aomori|JP|青森
Morioka|JP|盛岡|盛冈
Akita|JP|秋田
Yamagata|JP|山形
Fukushima|JP|福島|福岛
Mito|JP|水戸|水户
Utsunomiya|JP|宇都宮|宇都宫
Kamakura|JP|鎌倉|镰仓
Odawara|JP|小田原
Kōfu|JP|甲府
Toyama|JP|富山
Fukui-shi|JP|福井|Fukui
Gifu-shi|JP|岐阜|Gifu
Tsu|JP|津
Ōtsu|JP|大津
Ōita|JP|大分
Beppu|JP|別府|别府
Miyazaki|JP|宮崎|宫崎
Saga|JP|佐賀|佐贺
Matsue|JP|松江
Tottori|JP|鳥取|鸟取
Beijing|CN|北京
Shanghai|CN|上海
Guangzhou|CN|広州|广州
Shenzhen|CN|深セン|深圳
Tianjin|CN|天津
Chongqing|CN|重慶|重庆
Chengdu|CN|成都
Wuhan|CN|武漢|武汉
Hangzhou|CN|杭州
Nanjing|CN|南京
Xi’an|CN|西安|Xian
Suzhou|CN|蘇州|苏州
Shenyang|CN|瀋陽|沈阳
Qingdao|CN|青島|青岛
Dalian|CN|大連|大连
Xiamen|CN|厦門|厦门
Harbin|CN|ハルビン|哈尔滨
Changsha|CN|長沙|长沙
Kunming|CN|昆明
Zhengzhou|CN|鄭州|郑州
Jinan|CN|済南|济南
Fuzhou|CN|福州
Hefei|CN|合肥
Ningbo|CN|寧波|宁波
Wuxi|CN|無錫|无锡
Changchun|CN|長春|长春
Nanchang|CN|南昌
Guiyang|CN|貴陽|贵阳
Nanning|CN|南寧|南宁
Taiyuan|CN|太原
Shijiazhuang|CN|石家荘|石家庄
Lanzhou|CN|蘭州|兰州
Ürümqi|CN|ウルムチ|乌鲁木齐|Urumqi
Hohhot|CN|フフホト|呼和浩特
Yinchuan|CN|銀川|银川
Xining|CN|西寧|西宁
Lhasa|CN|ラサ|拉萨
Haikou|CN|海口
Sanya|CN|三亜|三亚
Guilin|CN|桂林
Zhuhai|CN|珠海
Lijiang|CN|麗江|丽江
Luoyang|CN|洛陽|洛阳
Yangzhou|CN|揚州|扬州
Quanzhou|CN|泉州
Wenzhou|CN|温州
Hong Kong|HK|香港
Macau|MO|マカオ|澳門|澳门
Taipei|TW|台北
Kaohsiung|TW|高雄
Tainan|TW|台南
Taichung|TW|台中
Seoul|KR|ソウル|首尔
Busan|KR|釜山
Bangkok|TH|バンコク|曼谷
Chiang Mai|TH|チェンマイ|清迈
Singapore|SG|シンガポール|新加坡
Kuala Lumpur|MY|クアラルンプール|吉隆坡
Jakarta|ID|ジャカルタ|雅加达
Denpasar|ID|デンパサール|登巴萨
Manila|PH|マニラ|马尼拉
Hanoi|VN|ハノイ|河内
Ho Chi Minh City|VN|ホーチミン|胡志明市
Da Nang|VN|ダナン|岘港
Phnom Penh|KH|プノンペン|金边
Siem Reap|KH|シェムリアップ|暹粒
Delhi|IN|デリー|德里
Mumbai|IN|ムンバイ|孟买
Kathmandu|NP|カトマンズ|加德满都
Dubai|AE|ドバイ|迪拜
Istanbul|TR|イスタンブール|伊斯坦布尔
Jerusalem|IL|エルサレム|耶路撒冷
Cairo|EG|カイロ|开罗
Marrakesh|MA|マラケシュ|马拉喀什
Nairobi|KE|ナイロビ|内罗毕
Cape Town|ZA|ケープタウン|开普敦
London|GB|ロンドン|伦敦
Edinburgh|GB|エディンバラ|爱丁堡
Dublin|IE|ダブリン|都柏林
Paris|FR|パリ|巴黎
Nice|FR|ニース|尼斯
Lyon|FR|リヨン|里昂
Marseille|FR|マルセイユ|马赛
Berlin|DE|ベルリン|柏林
Munich|DE|ミュンヘン|慕尼黑|München
Köln|DE|ケルン|科隆|Cologne
Frankfurt am Main|DE|フランクフルト|法兰克福|Frankfurt
Hamburg|DE|ハンブルク|汉堡
Vienna|AT|ウィーン|维也纳|Wien
Salzburg|AT|ザルツブルク|萨尔茨堡
Zürich|CH|チューリッヒ|苏黎世|Zurich
Genève|CH|ジュネーブ|日内瓦|Geneva
Rome|IT|ローマ|罗马|Roma
Milan|IT|ミラノ|米兰|Milano
Florence|IT|フィレンツェ|佛罗伦萨|Firenze
Venice|IT|ヴェネツィア|ベネチア|威尼斯|Venezia
Naples|IT|ナポリ|那不勒斯|Napoli
Madrid|ES|マドリード|马德里
Barcelona|ES|バルセロナ|巴塞罗那
Sevilla|ES|セビリア|塞维利亚|Seville
Lisbon|PT|リスボン|里斯本|Lisboa
Porto|PT|ポルト|波尔图
Amsterdam|NL|アムステルダム|阿姆斯特丹
Brussels|BE|ブリュッセル|布鲁塞尔|Bruxelles
Copenhagen|DK|コペンハーゲン|哥本哈根|København
Stockholm|SE|ストックホルム|斯德哥尔摩
Oslo|NO|オスロ|奥斯陆
Bergen|NO|ベルゲン|卑尔根
Helsinki|FI|ヘルシンキ|赫尔辛基
Reykjavík|IS|レイキャビク|雷克雅未克
Prague|CZ|プラハ|布拉格|Praha
Budapest|HU|ブダペスト|布达佩斯
Warsaw|PL|ワルシャワ|华沙|Warszawa
Kraków|PL|クラクフ|克拉科夫
Athens|GR|アテネ|雅典
Moscow|RU|モスクワ|莫斯科
Saint Petersburg|RU|サンクトペテルブルク|圣彼得堡
New York City|US|ニューヨーク|纽约|New York
Los Angeles|US|ロサンゼルス|洛杉矶
San Francisco|US|サンフランシスコ|旧金山
Chicago|US|シカゴ|芝加哥
Boston|US|ボストン|波士顿
Seattle|US|シアトル|西雅图
Las Vegas|US|ラスベガス|拉斯维加斯
Washington, D.C.|US|ワシントン|华盛顿|Washington
Miami|US|マイアミ|迈阿密
Honolulu|US|ホノルル|火奴鲁鲁|檀香山
San Diego|US|サンディエゴ|圣地亚哥
Vancouver|CA|バンクーバー|温哥华
Toronto|CA|トロント|多伦多
Montréal|CA|モントリオール|蒙特利尔
Mexico City|MX|メキシコシティ|墨西哥城
Havana|CU|ハバナ|哈瓦那
Rio de Janeiro|BR|リオデジャネイロ|里约热内卢
São Paulo|BR|サンパウロ|圣保罗
Buenos Aires|AR|ブエノスアイレス|布宜诺斯艾利斯
Lima|PE|リマ|利马
Sydney|AU|シドニー|悉尼
Melbourne|AU|メルボルン|墨尔本
Brisbane|AU|ブリスベン|布里斯班
Cairns|AU|ケアンズ|凯恩斯
Perth|AU|パース|珀斯
Auckland|NZ|オークランド|奥克兰
`;
