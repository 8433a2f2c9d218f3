using Microsoft.AspNetCore.SignalR;
using Portal.Fleet.Access;
using Portal.Fleet.Auditing;
using Portal.Fleet.Consoles;
using Portal.Fleet.Links;

namespace Portal.Web.Hubs;

/// <summary>The hub's errors: a stable code, then a sentence.</summary>
internal static class ConsoleErrors
{
    public static HubException NotFound() => new("not_found: There is nothing here, or you may not see it.");

    public static HubException Revoked() => new("revoked: Access to this console has ended.");

    public static HubException NotAttached() => new("not_attached: Attach to the console first.");

    public static HubException AlreadyAttached() => new($"already_attached: This connection has the console open already, or {ConsoleHub.MaxConsoles} others.");

    public static HubException InvalidMoment() => new("invalid_moment: A moment is a byte offset, or a time like 2026-11-23T03:14:07Z.");

    public static HubException TooManyReplays() => new($"too_many_replays: This connection has {ConsoleHub.MaxReplays} replays under way, or one of this number.");

    public static HubException InvalidReason() => new($"invalid_reason: Say why, in at most {BmcHandle.LongestReason} characters.");

    public static HubException InvalidMinutes() => new($"invalid_minutes: The line is released for 1 to {ConsoleRelease.MostMinutes} minutes.");

    public static HubException NotYours() => new("not_yours: Control is not yours to give, or nobody of that name asks for it any more.");

    public static HubException UnknownSysRq() => new($"invalid_sysrq: The key is one of {string.Join(' ', SysRqCommand.All.Select(command => command.Key))}.");

    public static HubException TooLarge() => new($"too_large: One write takes at most {ConsoleHub.MaxWrite} bytes.");

    public static HubException AuditUnavailable(AuditUnavailableException e) => new($"audit_unavailable: {e.Message}");

    /// <summary>Turns what the gate and the console say into the hub's errors.</summary>
    public static async Task TranslateAsync(Task input)
    {
        try
        {
            await input;
        }
        catch (NotFoundException)
        {
            throw NotFound();
        }
        catch (ConsoleControlledException e)
        {
            throw new HubException($"not_driver: {e.Message}");
        }
        catch (AuditUnavailableException e)
        {
            throw AuditUnavailable(e);
        }
        catch (LineRefusedException e)
        {
            throw new HubException($"{e.Code}: {e.Message}");
        }
        catch (ConsoleUnavailableException e)
        {
            throw new HubException($"unavailable: {(e.Problem == BmcProblem.None ? e.Message : e.Problem.Sentence())}");
        }
    }

    /// <summary>A wait that ends because the rights ended says so; one that the client cancelled stays cancelled.</summary>
    public static async Task RevokedAs(this Task waiting, BmcHandle handle, CancellationToken ct)
    {
        try
        {
            await waiting;
        }
        catch (OperationCanceledException) when (handle.Revoked.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw Revoked();
        }
    }
}
