using Microsoft.AspNetCore.Components.Endpoints;

namespace Portal.Web.Identity;

/// <summary>While nobody can sign in, every page leads to the set-up; afterwards the set-up leads home.</summary>
internal sealed class SetupGate(RequestDelegate next)
{
    private const string SetupPath = "/setup";

    // Users may be disabled but the first is never taken away, so this only ever turns true.
    private volatile bool _done;

    public async Task InvokeAsync(HttpContext context, SetupService setup)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
        {
            await next(context);
            return;
        }
        if (!_done)
            _done = !await setup.IsNeededAsync(context.RequestAborted);
        var onSetup = context.Request.Path.StartsWithSegments(SetupPath);
        if (_done == onSetup)
            context.Response.Redirect(_done ? "/" : SetupPath);
        else
            await next(context);
    }
}
