using System.Text.Json.Nodes;

namespace Portal.Web.Tests.Api;

public sealed class OpenApiTests(PortalServer portal)
{
    [Fact]
    public async Task Document_EveryOperation_HasASummaryAndExamplesOfWhatItTakesAndAnswers()
    {
        using var client = portal.CreateBrowser();
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken))!;
        var missing = new List<string>();
        var examples = 0;
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject().Where(pair => pair.Value is JsonObject))
            {
                var name = $"{method} {path}";
                if (operation!["summary"]?.GetValue<string>() is not { Length: > 5 })
                    missing.Add($"{name}: summary");
                Look(operation["requestBody"]?["content"], $"{name}: request");
                foreach (var (status, response) in operation["responses"]?.AsObject() ?? [])
                    Look(response!["content"], $"{name}: {status}", status);
            }
        }

        Assert.Empty(missing);
        Assert.True(examples > 200, $"Only {examples} examples.");

        void Look(JsonNode? content, string place, string status = "")
        {
            foreach (var (type, media) in content?.AsObject() ?? [])
            {
                if (!type.EndsWith("json", StringComparison.Ordinal))
                    continue;
                examples++;
                if (media!["example"] is not { } example)
                    missing.Add(place);
                else if (status is ['4' or '5', ..] && example["code"] is null)
                    missing.Add($"{place}: code");
            }
        }
    }
}
