using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Access;

/// <summary>Every route for everybody: who may is served, who may not gets what is answered for things that do not exist, who is not signed in is told to sign in.</summary>
public sealed class RouteMatrixTests(MatrixWorld world)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Routes => [.. RouteTable.Rows.Select(row => row.Route)];

    [Fact]
    public void Table_HasEveryRouteOfThePortal()
    {
        var mapped = world.Portal.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .SelectMany(Describe).Distinct(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(mapped);
        var known = RouteTable.Rows.Select(row => row.Route).ToList();
        Assert.True(mapped.Except(known).Order().ToList() is [], $"Add these to RouteTable and say whom they are for: {string.Join(", ", mapped.Except(known).Order())}");
        Assert.True(known.Except(mapped).Order().ToList() is [], $"Take these from RouteTable: {string.Join(", ", known.Except(mapped).Order())}");
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Route_Anonymous_IsToldToSignIn(string route)
    {
        var row = Row(route);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = world.Portal.Address };
        using var answer = await SendAsync(client, row, await world.PathAsync(row, null, exists: true));
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        if (row.Audience == Audience.Anyone)
            Assert.NotEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
        else if (answer.StatusCode == HttpStatusCode.Redirect)
            Assert.StartsWith("/sign-in", answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.PathAndQuery : answer.Headers.Location.OriginalString, StringComparison.Ordinal);
        else
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.DoesNotContain(world.ServerName, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Route_Everybody_GetsTheirOwnOrNothing(string route)
    {
        var row = Row(route);
        if (!row.IsApi || row.Audience == Audience.Anyone)
            return;
        foreach (var person in world.People)
        {
            var may = person.May(row.Audience, row.Right);
            using (var answer = await SendAsync(person.Client, row, await world.PathAsync(row, may ? person : null, exists: true), may ? person : null))
            {
                var text = await answer.Content.ReadAsStringAsync(Ct);
                if (may)
                {
                    Assert.False(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.InternalServerError, $"{row} for {person}: {(int)answer.StatusCode} {text}");
                    if (row.Audience is Audience.Managers or Audience.ManagersOrAuditors or Audience.ManagersThere or Audience.ManagersThereOrAuditors or Audience.StaffOrTenant)
                        Assert.True(answer.IsSuccessStatusCode, $"{row} for {person}: {(int)answer.StatusCode} {text}");
                    // Lists are everybody's; what is in them is not.
                    if (!person.Sees)
                        Assert.DoesNotContain(world.ServerName, text, StringComparison.Ordinal);
                }
                else
                {
                    Assert.True(answer.StatusCode is HttpStatusCode.NotFound || (row.NamesSomething && answer.StatusCode == HttpStatusCode.BadRequest), $"{row} for {person}: {(int)answer.StatusCode} {text}");
                    using var missing = await SendAsync(person.Client, row, await world.PathAsync(row, null, exists: false), exists: false);
                    Assert.Equal(answer.StatusCode, missing.StatusCode);
                    AssertSame(await missing.Content.ReadAsStringAsync(Ct), text);
                }
            }

            // What is somebody else's, for everybody.
            if (row.Audience == Audience.Owner)
            {
                using var foreign = await SendAsync(person.Client, row, await world.PathAsync(row, null, exists: true));
                Assert.True(foreign.StatusCode == HttpStatusCode.NotFound, $"{row} of somebody else for {person}: {(int)foreign.StatusCode}");
            }
        }
    }

    private static IEnumerable<string> Describe(RouteEndpoint endpoint)
    {
        var pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/');
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods;
        // A page takes forms, too, where one is on it; all of ours post elsewhere.
        if (endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is not null)
            return [$"GET {pattern}"];
        return methods is null or { Count: 0 } ? [$"* {pattern}"] : methods.Select(method => $"{method} {pattern}");
    }

    private static RouteRow Row(string route) => RouteTable.Rows.Single(row => row.Route == route);

    private async Task<HttpResponseMessage> SendAsync(HttpClient client, RouteRow row, string path, MatrixPerson? person = null, bool exists = true) =>
        await client.SendAsync(row.Method.Method == "*" ? HttpMethod.Get : row.Method, path, world.Body(row, person, exists));

    /// <summary>The same but for the number that finds the request in the log.</summary>
    private static void AssertSame(string expected, string actual)
    {
        if (expected.Length == 0)
        {
            Assert.Empty(actual);
            return;
        }

        var (one, two) = (JsonNode.Parse(expected)!.AsObject(), JsonNode.Parse(actual)!.AsObject());
        Assert.True(one.Remove("traceId") && two.Remove("traceId"));
        Assert.Equal(one.ToJsonString(), two.ToJsonString());
    }
}
