using System.Net;
using Portal.Fleet.Access;

namespace Portal.Web.Tests.Api;

public sealed class TokensApiTests(PortalServer portal)
{
    private const string Tokens = "/api/v1/tokens";

    [Fact]
    public async Task Token_CreateUseDelete_EndsWithTheDeletion()
    {
        using var client = await portal.CreateApiClientAsync(Role.Viewer);
        var made = await client.SendAsync(HttpMethod.Post, Tokens, new { name = "robot" }, HttpStatusCode.Created);
        using var robot = portal.CreateApiClient(made.Text("token"));
        var list = await robot.GetAsync(Tokens, HttpStatusCode.OK);
        Assert.Contains(list["items"]!.AsArray(), token => token!.Text("name") == "robot");
        Assert.DoesNotContain(made.Text("token"), list.ToJsonString(), StringComparison.Ordinal);

        using var other = await portal.CreateApiClientAsync(Role.Administrator);
        await other.SendAsync(HttpMethod.Delete, $"{Tokens}/{made.Text("id")}", null, HttpStatusCode.NotFound);
        await client.SendAsync(HttpMethod.Delete, $"{Tokens}/{made.Text("id")}", null, HttpStatusCode.NoContent);
        await robot.GetAsync(Tokens, HttpStatusCode.Unauthorized);
        Assert.Equal("invalid_token", (await client.SendAsync(HttpMethod.Post, Tokens, new { name = " " }, HttpStatusCode.BadRequest)).Text("code"));
    }
}
