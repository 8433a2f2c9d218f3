using Microsoft.AspNetCore.Authorization;
using Portal.Web.Api;

namespace Portal.Web.Identity.Sessions;

/// <summary>Who needs a second factor and has shown none gets no further than the pages where one is made.</summary>
internal sealed class SecondFactorGate(RequestDelegate next)
{
    public const string MakeOne = "/account/second-factor";

    public Task InvokeAsync(HttpContext context)
    {
        if (!context.User.IsWeak() || IsOpen(context))
            return next(context);
        if (ApiProblem.IsForPrograms(context.Request))
            return ApiProblem.Write(context, StatusCodes.Status403Forbidden, "second_factor_required", "Add a second factor to your account first.");
        context.Response.Redirect(MakeOne);
        return Task.CompletedTask;
    }

    private static bool IsOpen(HttpContext context) => context.GetEndpoint() is not { } endpoint
        || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<OpenToWeakSessions>() is not null;
}
