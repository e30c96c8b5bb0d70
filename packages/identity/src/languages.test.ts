import { beforeAll, describe, expect, test } from "vitest";
import { type Detector, languageOf, languageTag, loadDetector } from "./languages.ts";

let detect: Detector;
beforeAll(async () => {
  detect = await loadDetector();
});

test.each([
  ["en", "The module is loaded twice because the path contains a symbolic link."],
  ["de", "Das Modul wird zweimal geladen, weil der Pfad einen symbolischen Link enthält."],
  ["fr", "Le module est chargé deux fois parce que le chemin contient un lien symbolique."],
  ["es", "El módulo se carga dos veces porque la ruta contiene un enlace simbólico."],
  ["pt", "O módulo é carregado duas vezes porque o caminho contém um link simbólico."],
  ["it", "Il modulo viene caricato due volte perché il percorso contiene un collegamento."],
  ["nl", "De module wordt twee keer geladen omdat het pad een symbolische link bevat."],
  ["pl", "Moduł jest ładowany dwa razy, ponieważ ścieżka zawiera dowiązanie symboliczne."],
  ["sv", "Modulen laddas två gånger eftersom sökvägen innehåller en symbolisk länk."],
  ["tr", "Yol sembolik bir bağlantı içerdiği için modül iki kez yükleniyor."],
  ["ru", "Модуль загружается дважды, потому что путь содержит символическую ссылку."],
  ["ja", "パスにシンボリックリンクが含まれているため、モジュールが二回読み込まれます。"],
  ["zh", "由于路径包含符号链接，因此模块被加载了两次。请问应该怎么修改配置文件？"],
  ["ko", "경로에 심볼릭 링크가 포함되어 있어서 모듈이 두 번 로드되는 것 같습니다."],
])("%s is told from one sentence about a module", (language, text) => {
  expect(languageOf(text, detect)).toBe(language);
});

describe("what is not judged", () => {
  test.each([
    "for ($i = 0; $i -lt 10; $i++) { Write-Host $items[$i].Name; Start-Sleep 1 }",
    "const rows = await pool.query(sql, values); return rows.map((row) => row.id);",
    "Get-ADUser -Filter * -SearchBase $ou | Export-Csv C:\\temp\\users.csv -NoTypeInformation",
    "java.lang.NullPointerException at com.example.Main.run(Main.java:42) at com.example.App.start(App.java:7)",
    "`Get-ChildItem where the name is one of those that the other list has already got`",
    "https://blog.example/how-to-read-the-whole-of-a-very-long-file-in-one-line-of-powershell",
  ])("code: %s", (text) => expect(languageOf(text, detect)).toBeNull());

  test("a text of fewer than forty letters", () => {
    expect(languageOf("Danke, das geht jetzt wieder gut!", detect)).toBeNull();
    expect(languageOf("1234567890 1234567890 1234567890 1234567890 Danke", detect)).toBeNull();
  });

  test("the words around code are", () => {
    const text =
      "Wie kann ich mit Get-ADUser -Filter * alle Benutzer einer Gruppe in eine Datei schreiben, ohne $ou zu setzen?";
    expect(languageOf(text, detect)).toBe("de");
  });
});

test("a source's own tag counts by its language", () => {
  expect(["pt-BR", "PT", "zh_Hans", "en", " de "].map(languageTag)).toEqual(["pt", "pt", "zh", "en", "de"]);
  expect([null, "", "english", "x", "und", "c++"].map(languageTag)).toEqual([null, null, null, null, null, null]);
});
