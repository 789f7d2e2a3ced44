package cache

// ok: hardcoded-credential
const tokenHash = "«{HX:64}»"

// ok: hardcoded-credential
var cacheKey = "users:«{HX:32}»:profile"

// ok: hardcoded-credential
const nextPageToken = "«{AN:32}»"

func token() string {
	// ok: hardcoded-credential
	return os.Getenv("SEARCH_API_TOKEN_V2")
}
