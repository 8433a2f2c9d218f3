using Bunit;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Portal.Fleet.Access;
using Portal.Web.Components.Parts;

namespace Portal.Web.Tests.Components;

/// <summary>The rules of a part that shows what changes by itself.</summary>
public sealed class LivePartTests
{
    [Fact]
    public async Task Refresh_FromAnyThread_ReadsOnceMoreThenDraws()
    {
        await using var context = new BunitContext();
        var page = context.Render<Counter>();
        page.Instance.Answer();
        page.WaitForAssertion(() => Assert.Equal("1", page.Markup));
        await Task.Run(page.Instance.Tell, Xunit.TestContext.Current.CancellationToken);
        page.Instance.Answer();
        page.WaitForAssertion(() => Assert.Equal("2", page.Markup));
    }

    [Fact]
    public async Task Refresh_WhileReading_IsOneMoreReadAndNeverTwoAtOnce()
    {
        await using var context = new BunitContext();
        var page = context.Render<Counter>();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(page.Instance.Tell, Xunit.TestContext.Current.CancellationToken)));
        // All of them are behind the first read in the dispatcher's queue, as is this one, which waits for its own.
        var waited = page.InvokeAsync(page.Instance.AskAsync);
        Assert.False(waited.IsCompleted);
        page.Instance.Answer();
        page.Instance.Answer();
        await waited.WaitAsync(TimeSpan.FromSeconds(30), Xunit.TestContext.Current.CancellationToken);
        Assert.Equal((2, 1), (page.Instance.Begun, page.Instance.MostAtOnce));
        page.WaitForAssertion(() => Assert.Equal("2", page.Markup));
    }

    [Fact]
    public async Task Read_NothingToSee_IsMissingUntilThereIs()
    {
        await using var context = new BunitContext();
        var page = context.Render<Counter>();
        page.Instance.Answer(new NotFoundException());
        page.WaitForAssertion(() => Assert.Equal("missing", page.Markup));
        page.Instance.Tell();
        page.Instance.Answer();
        page.WaitForAssertion(() => Assert.Equal("2", page.Markup));
    }

    [Fact]
    public async Task Refresh_ReadFails_BoundaryTells()
    {
        await using var context = new BunitContext();
        var boundary = context.Render<ErrorBoundary>(parameters => parameters.AddChildContent<Counter>().Add(part => part.ErrorContent, error => error.Message));
        var page = boundary.FindComponent<Counter>().Instance;
        page.Answer();
        boundary.WaitForAssertion(() => Assert.Equal("1", boundary.Markup));
        page.Tell();
        page.Answer(new InvalidOperationException("broken"));
        boundary.WaitForAssertion(() => Assert.Equal("broken", boundary.Markup));
    }

    [Fact]
    public async Task Dispose_WhileReading_LeavesEverythingAndReadsNoMore()
    {
        await using var context = new BunitContext();
        var page = context.Render<Counter>();
        var part = page.Instance;
        part.Tell();
        await context.DisposeComponentsAsync();
        Assert.True(part.Stops.IsCancellationRequested);
        Assert.Equal(["kept", "unheard"], part.Left);
        part.Answer();
        part.TellAnyway();
        Assert.Equal((1, 1), (part.Begun, part.Drawn));
        part.Dispose();
        Assert.Equal(2, part.Left.Count);
    }

    /// <summary>Shows how often it was read; each read waits for its answer.</summary>
    private sealed class Counter : LivePart
    {
        private readonly SemaphoreSlim _answers = new(0);
        private Exception? _failure;
        private int _atOnce;

        private event Action? Changed;

        public int Begun { get; private set; }

        public int MostAtOnce { get; private set; }

        public int Drawn { get; private set; }

        public List<string> Left { get; } = [];

        public CancellationToken Stops => Ended;

        public void Tell() => Changed?.Invoke();

        /// <summary>A change that was under way when the part had left already.</summary>
        public void TellAnyway() => Refresh();

        public Task AskAsync() => RefreshAsync();

        public void Answer(Exception? failure = null)
        {
            _failure = failure;
            _answers.Release();
        }

        protected override Task OnInitializedAsync()
        {
            Hear(() => Changed += Refresh, () =>
            {
                Changed -= Refresh;
                Left.Add("unheard");
            });
            Keep(new Kept(() => Left.Add("kept")));
            return RefreshAsync();
        }

        protected override async Task ReadAsync(CancellationToken ct)
        {
            Begun++;
            MostAtOnce = Math.Max(MostAtOnce, ++_atOnce);
            try
            {
                await _answers.WaitAsync(ct);
                if (_failure is { } failure)
                    throw failure;
            }
            finally
            {
                _atOnce--;
            }
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            Drawn++;
            builder.AddContent(0, Missing ? "missing" : Begun.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private sealed class Kept(Action disposed) : IDisposable
    {
        public void Dispose() => disposed();
    }
}
