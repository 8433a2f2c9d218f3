using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Sensors;
using Portal.Fleet.Servers;

namespace Portal.Web.Components.Overview;

/// <summary>The sensors to look at first.</summary>
public sealed partial class WorstSensors
{
    private const int Shown = 5;

    private SensorsView? _view;
    private List<SensorView> _worst = [];

    [Parameter, EditorRequired]
    public required ServerView Server { get; set; }

    [Parameter, EditorRequired]
    public required BmcHandle Handle { get; set; }

    protected override void OnParametersSet()
    {
        try
        {
            _view = Handle.GetSensors();
            _worst = SensorRank.Worst(_view.Sensors, Shown);
        }
        catch (NotFoundException)
        {
            // The page takes this part away in a moment.
        }
    }
}
