namespace Portal.Web.Identity.Sessions;

/// <summary>The verb needs a person who proved a moment ago who they are. Pages open the dialog for it; the API answers <c>sign_in_again</c>.</summary>
internal sealed class SignInAgainException() : Exception("Prove again who you are: sign in once more, then repeat this within five minutes.");
