using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Portal.Fleet.Access;
using Portal.Fleet.Auditing;
using Portal.Fleet.Servers;
using Portal.Web.Components.Servers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Overview;

/// <summary>What people say of a server: site, rack, tags and notes, changed where they stand by who may.</summary>
public sealed partial class AboutPanel
{
    private ServerForm? _form;
    private string? _failed;
    private bool _busy;

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

    private void Begin() => _form = new ServerForm { Site = Server.Site ?? "", Rack = Server.Rack ?? "", Notes = Server.Notes ?? "", Tags = string.Join(' ', Server.Tags) };

    private void Cancel() => (_form, _failed) = (null, null);

    private void OnKey(KeyboardEventArgs e)
    {
        if (e.Key == "Escape" && !_busy)
            Cancel();
    }

    private async Task SaveAsync()
    {
        if (_form is not { } form || _busy)
            return;
        form.Clear();
        (_busy, _failed) = (true, null);
        try
        {
            var change = new ServerChange { Site = form.Site.Trim(), Rack = form.Rack.Trim(), Notes = form.Notes.Trim(), Tags = form.TagList };
            ServerView? changed = null;
            if (!await Prompt.RunAsync(async () => changed = await Handle.ChangeAsync(change, CancellationToken.None)))
                return;
            if (changed is not null)
                Server = changed;
            Cancel();
        }
        catch (InvalidServerException refusal)
        {
            form.Refuse(L, refusal);
        }
        catch (NotFoundException)
        {
            _failed = L["action.not_found"];
        }
        catch (AuditUnavailableException)
        {
            _failed = L["action.audit_unavailable"];
        }
        finally
        {
            _busy = false;
        }
    }
}
